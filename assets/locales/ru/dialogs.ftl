### Dialogs and the palette.

## Common to all dialogs

dialog-cancel = Отмена
dialog-save = Сохранить
dialog-close = Закрыть
dialog-done = Готово
dialog-name = Название
dialog-name-missing = Дайте название
dialog-name-taken = Такое название уже есть
dialog-choose-file = Выбрать…
dialog-file-path = Путь к файлу
dialog-path-missing = Введите путь или выберите файл
dialog-path-no-folder = Такой папки нет
export-path-folder = Это папка; впишите имя файла
dialog-no-file-window = На этом компьютере не открылось окно выбора файла. Введите путь здесь или перетащите файл в окно
dialog-move-up = Поднять: { $what }
dialog-move-down = Опустить: { $what }
dialog-delete-what = Удалить: { $what }

## Ranges

ranges-title = Диапазоны
ranges-hint = Отмеченные диапазоны сканируются вместе
ranges-new = Новый диапазон
ranges-new-name = Диапазон { $number }
ranges-none = Названных диапазонов ещё нет. Создайте здесь или импортируйте файл
ranges-addresses = Адреса
ranges-examples = 10.1.2.3 · 10.1.2.0/24 · 10.1.2.1-80 · 10.1.2.1-10.1.3.80 · 10.1.2-4.* · в конце можно указать :порт, между ними — запятые или новые строки
ranges-missing = Введите хотя бы один адрес
ranges-count = { $count ->
    [one] { $count } адрес
    [few] { $count } адреса
   *[many] { $count } адресов
}
ranges-ticked = { $count ->
    [one] Отмечен { $count } адрес
    [few] Отмечено { $count } адреса
   *[many] Отмечено { $count } адресов
}
ranges-on = Сканировать: { $name }
ranges-edit = Изменить: { $name }
ranges-import = Импорт списка…
ranges-export = Экспорт списка…
ranges-import-file = Прочитать адреса из файла
ranges-export-file = Записать диапазоны в файл
ranges-file-kind = Списки адресов
ranges-import-title = Импорт адресов
ranges-export-title = Экспорт диапазонов
ranges-imported = { $count ->
    [one] Прочитан { $count } адрес из { $file }
    [few] Прочитано { $count } адреса из { $file }
   *[many] Прочитано { $count } адресов из { $file }
}
ranges-exported = Записано в { $file }
ranges-errors = { $count ->
    [one] { $count } диапазон нужно исправить
    [few] { $count } диапазона нужно исправить
   *[many] { $count } диапазонов нужно исправить
}

## Columns

columns-title = Столбцы
columns-search = Найти столбец
columns-shown = Показаны, слева направо
columns-hidden = Скрыты
columns-reset = Вернуть обычные столбцы
columns-layout-name = Название для этих столбцов
columns-layout-save = Сохранить раскладку
columns-layout-delete = Удалить раскладку { $name }
columns-layout-use = Раскладка { $name }
columns-layouts = Раскладки
columns-count = Показано столбцов: { $shown } из { $all }
columns-at-least-one = Оставьте хотя бы один столбец

## Saved views

views-title = Сохранённые виды
views-save-now = Сохранить нынешний фильтр
views-filter-none = Фильтр не задан; вид покажет все машины
views-name-hint = Слабые M50
views-add = Добавить
views-none = Сохранённых видов ещё нет
views-name-of = Название вида { $name }
views-filter-of = Фильтр вида { $name }

## Settings

settings-title = Настройки
settings-look = Вид
settings-language = Язык
settings-language-system = Как в системе
settings-theme = Тема
theme-system = Как в системе
theme-dark = Тёмная
theme-light = Светлая
theme-sunlight = Для солнца
settings-type-size = Размер текста
settings-rows = Высота строк
rows-compact = Низкие
rows-normal = Обычные
rows-large = Высокие
settings-renderer = Отрисовка
renderer-auto = Что лучше работает
renderer-glow = OpenGL
renderer-wgpu = Vulkan, Metal или Direct3D
settings-renderer-hint = Сменится при следующем запуске
settings-scanning = Сканирование
settings-monitor = Перечитывать все машины
settings-monitor-every = каждые { $interval }
settings-in-flight = Адресов одновременно
settings-timeout = Ждать ответа
settings-automatic = авто
settings-automatic-for = { $what }: авто
settings-unit-ms = мс
settings-thresholds = Здоровье
settings-thresholds-hint = За этими границами машина считается слабой или неисправной; счёт меняется сразу
settings-thresholds-reset = Вернуть обычные
settings-threshold-default = обычно { $value }

# The limits of health
threshold-rate = Слабая ниже этой доли паспортного хешрейта
threshold-board-rate = Слабая, если плата ниже этой доли своего хешрейта
threshold-chips-missing = Слабая, если на плате не хватает стольких чипов
threshold-chip-hot = Слабая с этой температуры чипа
threshold-chip-critical = Неисправна с этой температуры чипа
threshold-board-hot = Слабая с этой температуры платы
threshold-board-critical = Неисправна с этой температуры платы
threshold-fan-dead = Неисправна, если вентилятор медленнее этого
threshold-fan-slow = Слабая, если вентилятор медленнее этой доли другого
threshold-rejects = Слабая выше этой доли отклонённой работы
threshold-shares = Шар до учёта отклонённых
threshold-ramp = Столько после старта не судить по хешрейту
threshold-idle = Остановлена, а не неисправна, ниже этой мощности
value-minutes = { $value } мин

## Export

export-title = Экспорт
export-format = Формат
export-format-csv = CSV
export-format-xlsx = Excel
export-format-json = JSON
export-format-csv-hint = Таблица текстом: открывается везде
export-format-xlsx-hint = Книга, где числа остаются числами
export-format-json-hint = Один объект на машину со всем, что о ней известно
export-rows = Машины
export-rows-shown = Показанные ({ $count })
export-rows-selected = Выбранные ({ $count })
export-rows-all = Все ({ $count })
export-columns = Столбцы, их порядок и сортировка — как в таблице
export-file-name = rackhand-{ $date }
export-do = Экспортировать { $count ->
    [one] { $count } машину
    [few] { $count } машины
   *[many] { $count } машин
}
export-nothing = Экспортировать нечего
export-replaces = Файл с таким именем есть, он будет заменён

## Keyboard

shortcuts-title = Сочетания клавиш
shortcuts-search = Найти сочетание
shortcuts-grid = В таблице
shortcut-move = Перейти к другой машине
shortcut-mark = Отмечать по пути
shortcut-toggle = Отметить машину или снять отметку
shortcut-page = На страницу вверх или вниз
shortcut-ends = Первая или последняя машина
shortcut-accept = Принять диалог
shortcut-close = Закрыть диалог, выйти из поля

## About

about-title = О программе Rackhand
about-version = Версия { $version }
about-what = Присматривает за фермами WhatsMiner с ноутбука: найти машины, увидеть неполадки, управлять тысячами сразу
about-private = Ничто не покидает этот компьютер: Rackhand обращается только к указанным вами адресам
about-settings-folder = Настройки и последний список машин хранятся в
about-licence = Свободная программа под лицензией MIT или Apache 2.0; встроенные шрифты Noto — под SIL Open Font License
about-others = Чужие работы в программе ({ $count })
about-search = Найти библиотеку или лицензию
about-nothing-found = Ничего с таким названием нет
about-work = Название
about-work-version = Версия
about-work-licence = Лицензия
about-back = Назад к списку

## Palette

palette-title = Палитра команд
palette-hint = Введите команду, вид или столбец
palette-none = Ничего не подходит
palette-view = Вид: { $name }
palette-layout = Раскладка: { $name }
palette-sort = Сортировать: { $column }
palette-language = Язык: { $name }
palette-keys = ↑ ↓ выбор · Enter выполнить · Esc закрыть

## Ошибка в программе

fault-title = Ошибка в Rackhand
fault-what = Ошибка в Rackhand прервала одну задачу
fault-do = Всё остальное работает. Отправленное машинам есть в журнале: посмотрите туда, прежде чем повторять.
fault-stuck = Если задания стоят на месте, перезапустите Rackhand
fault-report = Отчёт для поддержки
fault-send = Отправьте этот файл в поддержку. В нём место ошибки в программе, паролей в нём нет
fault-no-report = Сохранить отчёт не удалось. Отправьте в поддержку эти слова
fault-open-folder = Открыть папку
fault-copy-path = Копировать путь
