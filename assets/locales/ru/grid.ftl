### The grid: columns, states of health and their reasons, filter, selection.

## Columns: title, and what it is

column-ip = IP
column-ip-about = Адрес, с которого машина ответила в последний раз
column-location = Место
column-location-about = Место или имя, которое вы дали машине
column-status = Состояние
column-status-about = Как работает машина: по её данным и вашим порогам
column-model = Модель
column-model-about = Модель, как её называет машина
column-rate = TH/s
column-rate-about = Хешрейт сейчас
column-percent = % номинала
column-percent-about = Хешрейт сейчас в процентах от заводского
column-boards = Платы
column-boards-about = Найдено хеш-плат из числа положенных модели
column-chip = Чип
column-chip-about = Самый горячий чип
column-fan-in = Вдув
column-fan-in-about = Скорость вентилятора на холодной стороне
column-fan-out = Выдув
column-fan-out-about = Скорость вентилятора на горячей стороне
column-power = Мощность
column-power-about = Мощность, которую потребляет машина
column-efficiency = J/TH
column-efficiency-about = Энергия на терахеш: чем меньше, тем лучше
column-errors = Ошибки
column-errors-about = О чём сообщает машина, с кодом ошибки
column-age = Возраст
column-age-about = Как давно получены эти данные
column-lost-since = Пропала
column-lost-since-about = С какого времени машина не отвечает
column-note = Заметка
column-note-about = Что вы записали о машине
column-mac = MAC
column-mac-about = Аппаратный адрес: не меняется вместе с IP
column-hostname = Имя хоста
column-hostname-about = Имя в сети
column-dhcp = DHCP
column-dhcp-about = Адрес от сервера DHCP или задан на машине
column-previous-ip = Был адрес
column-previous-ip-about = Адрес машины до переезда
column-serial = Серийный №
column-serial-about = Серийный номер машины
column-rate-average = Средн. TH/s
column-rate-average-about = Средний хешрейт с запуска btminer
column-rate-factory = Номин. TH/s
column-rate-factory-about = Хешрейт машины на заводе
column-chips = Чипы
column-chips-about = Отвечающие чипы из числа положенных модели
column-frequency = Частота
column-frequency-about = Средняя частота чипов
column-target-frequency = Цель
column-target-frequency-about = Частота, к которой стремится машина
column-upfreq-speed = Разгон
column-upfreq-speed-about = Как быстро машина выходит на частоту; 0 — обычная скорость
column-upfreq-complete = Разогнана
column-upfreq-complete-about = Завершён ли выход на частоту
column-fast-boot = Быстр. старт
column-fast-boot-about = Пропускает ли машина проверки при старте
column-uptime = Включена
column-uptime-about = Время с запуска платы управления
column-elapsed = Майнинг
column-elapsed-about = Время с запуска btminer
column-stopped-why = Причина стопа
column-stopped-why-about = Почему остановлен майнинг, словами машины
column-power-limit = Лимит
column-power-limit-about = Мощность, разрешённая машине
column-power-mode = Режим
column-power-mode-about = Режим мощности
column-voltage-in = Вход
column-voltage-in-about = Напряжение сети на блоке питания
column-board-temp = Плата
column-board-temp-about = Самая горячая хеш-плата
column-board-temps = Платы
column-board-temps-about = Температура каждой хеш-платы
column-ambient = Воздух
column-ambient-about = Воздух вокруг машины
column-liquid-temp = Жидкость
column-liquid-temp-about = Охлаждающая жидкость
column-psu-temp = БП
column-psu-temp-about = Температура блока питания
column-pool = Пул
column-pool-about = Пул, с которого идёт работа
column-worker = Воркер
column-worker-about = Имя воркера на этом пуле
column-reject = Отказы
column-reject-about = Доля работы, отклонённой пулом
column-last-work = Посл. работа
column-last-work-about = Когда найдена последняя верная работа
column-pool1 = Пул 1
column-pool1-about = Первый настроенный пул
column-worker1 = Воркер 1
column-worker1-about = Имя воркера на первом пуле
column-pool2 = Пул 2
column-pool2-about = Второй настроенный пул
column-worker2 = Воркер 2
column-worker2-about = Имя воркера на втором пуле
column-pool3 = Пул 3
column-pool3-about = Третий настроенный пул
column-worker3 = Воркер 3
column-worker3-about = Имя воркера на третьем пуле
column-firmware = Прошивка
column-firmware-about = Версия прошивки
column-api-version = Версия API
column-api-version-about = Версия API машины
column-api = API
column-api-about = Принимает ли машина команды
column-platform = Платформа
column-platform-about = Плата управления
column-chip-data = Партия чипов
column-chip-data-about = Маркировка чипов
column-psu = Модель БП
column-psu-about = Модель блока питания
column-psu-version = Версия БП
column-psu-version-about = Версии блока питания
column-psu-serial = Серийный № БП
column-psu-serial-about = Серийный номер блока питания

## Groups of columns

column-group-identity = Кто и где
column-group-health = Состояние
column-group-rate = Хешрейт
column-group-power = Питание
column-group-cooling = Охлаждение
column-group-pools = Пулы
column-group-equipment = Оборудование

## States of health

health-hashing = хешит
health-weak = слабая
health-faulty = сбой
health-stopped = стоит
health-api-closed = API закрыт
health-lost = пропала
health-unknown = неизвестно

## Words in cells

value-yes = да
value-no = нет
value-api-on = вкл
value-api-off = выкл
value-factory-password = заводской пароль
value-dhcp = DHCP
value-static = статич.
value-low-power = низкий
value-normal-power = обычный
value-high-power = высокий

## Reasons of a state

reason-silent = Больше не отвечает
reason-unreadable = Принимает соединения, но прочитать её не удалось
reason-not-read = Ещё не прочитана
reason-mining-stopped = Майнинг остановлен { $why }
reason-btminer-down = btminer не работает: остановлен, перезапускается или загружается
reason-idle = Нет хешрейта и почти нет мощности: машина остановлена
reason-no-rate = Должна хешить, но не хешит
reason-boards-missing = Найдено плат: { $found } из { $expected }
reason-board-dead = Плата { $slot } не хешит
reason-chip-critical = Чип нагрет до { $degrees } °C: машина вот-вот остановится
reason-board-critical = Плата нагрета до { $degrees } °C: машина вот-вот остановится
reason-fan-dead = Вентилятор стоит: { $fan }
reason-critical-error = Ошибка { $code }
reason-major-error = Ошибка { $code }
reason-minor-error = Ошибка { $code }, машина работает
reason-below-rate = { $percent } % от номинального хешрейта
reason-board-weak = Плата { $slot } даёт { $percent } % номинального хешрейта
reason-chips-missing = На плате { $slot } чипов: { $found } из { $expected }
reason-chip-hot = Чип нагрет до { $degrees } °C
reason-board-hot = Плата нагрета до { $degrees } °C
reason-fan-slow = Вентилятор медленный: { $fan }, { $rpm } об/мин
reason-no-pool = Нет живого пула
reason-pool-rejecting = Пул отклоняет работу
reason-reject-rate = Отклонено { $percent } % работы
reason-api-switch-off = Переключатель API выключен: машина не принимает команды
reason-factory-password = Пароль ещё заводской: машина не принимает команды
reason-ramping-up = Запущена { $minutes } мин назад и ещё разгоняется
reason-address-conflict = На тот же адрес претендует другая машина

## The table itself

grid-name = Машины
grid-select-all = Выбрать все показанные машины
grid-sort-hint = Щелчок сортирует, Shift+щелчок — вторая сортировка, перетаскивание двигает столбец
grid-hide-column = Скрыть столбец
grid-sort-ascending = По возрастанию
grid-sort-descending = По убыванию

## The line below the grid

selection-of = из { $shown } показанных
selection-count = Выбрано: { $selected }
selection-hidden = из них скрыто фильтром: { $hidden }
copied-rows = { $count ->
    [one] Скопирована { $count } строка
    [few] Скопировано { $count } строки
   *[many] Скопировано { $count } строк
}
copied-text = Скопировано

## Nothing to show

empty-filter-title = Под фильтр не подходит ни одна машина
empty-filter-hint = { $count ->
    [one] Скрыта { $count } машина
    [few] Скрыто { $count } машины
   *[many] Скрыто { $count } машин
}
empty-scan-title = Поиск машин
empty-scan-hint = Они появятся здесь, как только ответят
empty-none-title = Ни одна машина не ответила
empty-none-hint = Проверьте диапазон, кабель и сеть этого компьютера

## Что не так с фильтром

filter-unknown-field = Такого поля нет
filter-missing-value = Здесь не хватает значения
filter-not-a-number = Это не число
filter-not-a-duration = Это не время: пишите 30s, 5m, 2h или 3d
filter-not-an-address = Это не адрес, не его начало и не диапазон
filter-no-percentage = У этого поля нет целого, от которого считать проценты
filter-no-order = Это поле нельзя сравнить на больше и меньше
filter-open-quote = Нет закрывающей кавычки
filter-open-bracket = Нет закрывающей скобки
filter-stray-bracket = Для этой скобки нет открывающей
filter-missing-term = Здесь не сказано, что искать
filter-too-deep = Слишком много вложенных скобок
