### Окно вокруг таблицы: заголовок, верхняя панель, боковая панель, строка состояния, начальный экран, меню, действия.

window-title = Rackhand — { machine-count }
machine-count = { $count ->
    [one] { $count } машина
    [few] { $count } машины
   *[many] { $count } машин
}

## The top bar

top-ranges = Диапазоны
top-range-field = Адреса для поиска
top-range-hint = 10.1.2.0/24, 10.1.3.1-80
top-scan = Поиск
top-stop = Стоп
top-scan-nothing = Введите адреса слева или отметьте диапазон
scan-runs = Поиск уже идёт; сначала остановите его
top-scan-network = Искать в { $name }: { $range }
monitor-off = без повтора
monitor-off-choice = Читать только по команде
monitor-every = каждые { $interval }
monitor-about = Как часто снова читаются все известные машины
interval-seconds = { $count } с
interval-minutes = { $count } мин
filter-name = Фильтр
filter-hint = Фильтр: m50 th<90% chip>95 error:530
filter-count = { $shown } из { $all }

## Mistakes in a range

range-error-not-an-address = Это не адрес
range-error-incomplete = В адресе четыре числа, например 10.1.2.3
range-error-octet = Число в адресе не больше 255
range-error-prefix = Число после / — от 0 до 32
range-error-port = Порт — от 1 до 65535
range-error-backwards = Конец диапазона раньше начала
range-error-mixed = Диапазон или * в числе нельзя сочетать со вторым адресом или с /
range-error-not-a-host = Такого адреса у машины быть не может
range-error-ipv6 = У машин бывают только адреса IPv4
range-error-too-many = Слишком много адресов для одного поиска

## The panel at the left

side-fleet = Парк
side-views = Виды
side-views-none = Сохраните фильтр, и он появится здесь
side-ranges = Диапазоны
side-ranges-none = Здесь появятся диапазоны с именами

## The status bar

status-empty = Машин пока нет
status-answering = на связи
status-of-rated = { $unit } из { $rated }
status-scanned = поиск { $time } · адресов: { $count } за { $seconds } с
status-scan-stopped = поиск остановлен { $time } · адресов: { $count } за { $seconds } с
status-restored = данные прошлого сеанса, { $age } назад; запустите поиск
job-scan = Поиск
job-monitor = Наблюдение
job-read = Чтение
job-progress = { $done } из { $total } · найдено { $found }
job-cancel = Отмена

## The start screen

start-title = Где ваши машины?
start-hint = Запустите поиск в сети этого компьютера или введите адреса выше
start-networks = Сети этого компьютера
start-scan-what = Искать: { $what }
start-try = Машин нет под рукой?
start-demo = Ферма, которой нет
start-demo-about = 200 имитируемых машин с обычными неполадками
start-demo-do = Демо

## Messages

toast-close = Закрыть сообщение
exported-rows = { $count ->
    [one] { $count } машина записана в { $file }
    [few] { $count } машины записаны в { $file }
   *[many] { $count } машин записано в { $file }
}
trouble-settings-broken = Настройки повреждены и отложены; используются обычные ({ $words }, { $path })
trouble-settings-newer = Настройки записаны более новой версией Rackhand. Используется то, что понимает эта версия; копия сохранена для новой ({ $words }, { $path })
trouble-settings-unread = Не удалось прочитать настройки: { $words } ({ $path }). Файл остаётся как есть, в этот раз ничего не сохранится: закройте то, что его держит, и запустите Rackhand снова
trouble-settings-unsaved = Не удалось сохранить настройки: { $words } ({ $path })
trouble-fleet-broken = Прошлый парк повреждён и отложен; начинается новый ({ $words }, { $path })
trouble-fleet-newer = Прошлый парк хранит более новая версия Rackhand, поэтому эта его не показывает и не меняет. Чтобы увидеть его, установите новую версию снова ({ $words }, { $path })
trouble-fleet-unread = Не удалось прочитать прошлый парк: { $words } ({ $path }). Файл остаётся как есть, в этот раз ничего не сохранится: закройте то, что его держит, и запустите Rackhand снова
trouble-fleet-unsaved = Не удалось сохранить парк: { $words } ({ $path })
trouble-export-failed = Не удалось записать файл: { $words } ({ $path })
trouble-folder-unmade = Папку не удалось создать, поэтому ничего не получено: выберите другую ({ $words }, { $path })
trouble-folder-unopened = Не удалось показать папку: { $words } ({ $path })
trouble-ranges-unread = Не удалось прочитать диапазоны: { $words } ({ $path })
trouble-networks-unknown = Не удалось перечислить сети компьютера: { $words } { $path }
trouble-out-of-sockets = На этом компьютере кончились свободные соединения, часть адресов пропущена: уменьшите их число в настройках ({ $words }) { $path }
trouble-link-crowded = В этой сети больше машин, чем помнит система, часть могла потеряться: сканируйте меньшие диапазоны по очереди или увеличьте { $words } { $path }
trouble-demo-failed = Не удалось запустить имитируемые машины: { $words } { $path }
trouble-task-panicked = Ошибка в Rackhand прервала одну задачу, всё остальное работает ({ $words }) { $path }
trouble-keyring-failed = Пароли: { $words } { $path }
trouble-journal-newer = Журнал ведёт более новая версия Rackhand, поэтому эта его не трогает и ничего не отправляет машинам. Установите новую версию снова или переместите файл в другое место ({ $words }, { $path })
trouble-journal-unsaved = Ничего не отправлено: не удалось записать журнал: { $words } { $path }
trouble-journal-unread = Не удалось прочитать журнал: { $words } { $path }
trouble-engine-stopped = Движок остановлен; запустите Rackhand снова ({ $words }) { $path }

## What can be done

action-scan = Искать машины
action-stop = Остановить
action-refresh = Прочитать снова
action-monitor = Читать все машины снова и снова
action-focus-ranges = Ввести адреса
action-ranges = Диапазоны…
action-focus-filter = Фильтровать машины
action-clear-filter = Сбросить фильтр
action-views = Сохранённые виды…
action-select-all = Выбрать все показанные
action-select-inverse = Обратить выбор
action-select-none = Снять выбор
action-copy = Копировать
action-copy-addresses = Копировать адреса
action-export = Экспорт…
action-columns = Столбцы…
action-palette = Палитра команд
action-settings = Настройки…
action-next-theme = Следующая тема
action-zoom-in = Крупнее
action-zoom-out = Мельче
action-zoom-reset = Обычный размер
action-sidebar = Показать или скрыть левую панель
action-detail = Показать или скрыть панель машины
action-demo = Запустить демо-ферму
action-demo-reason = только пока машин нет
action-shortcuts = Горячие клавиши
action-about = О программе Rackhand
action-quit = Выйти
