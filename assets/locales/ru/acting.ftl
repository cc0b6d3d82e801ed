### Acting on machines: commands, their forms and previews, batches and their results.

## The groups of commands

command-group-pools = Пулы
command-group-power = Мощность
command-group-led = Индикатор
command-group-restart = Перезапуск
command-group-firmware = Прошивка
command-group-logs = Журналы
command-group-password = Пароль
command-group-network = Сеть
command-group-more = Ещё

## The commands

command-update_pools = Задать пулы
command-update_pools-about = Задаёт три пула и их воркеров; машина переключается сразу
command-power_off = Остановить майнинг
command-power_off-about = Хеш-платы выключаются и остаются выключены, пока майнинг не запустят
command-power_on = Запустить майнинг
command-power_on-about = Майнинг начинается; полный хешрейт будет через несколько минут
command-pre_power_on = Прогрев
command-pre_power_on-about = Прогревает остановленную машину перед запуском
command-set_low_power = Режим низкой мощности
command-set_low_power-about = Режим действует через одну–десять минут
command-set_normal_power = Обычный режим мощности
command-set_normal_power-about = Режим действует через одну–десять минут
command-set_high_power = Режим высокой мощности
command-set_high_power-about = Режим действует через одну–десять минут. Есть не у всех моделей и требует 230 В
command-adjust_power_limit = Лимит мощности
command-adjust_power_limit-about = Ограничивает мощность насовсем. 99,999 — обычный лимит
command-set_power_pct = Процент мощности, быстро
command-set_power_pct-about = Снижает мощность за секунду, грубо и до следующего перезапуска. Выше 100 — только с жидкостным охлаждением
command-set_power_pct_v2 = Процент мощности, плавно
command-set_power_pct_v2-about = Снижает мощность за несколько минут, до следующего перезапуска. Выше 100 — только с жидкостным охлаждением
command-set_power = Целевая мощность
command-set_power-about = Держит эту мощность до следующего перезапуска
command-restore_power_pct = Вернуть полную мощность
command-restore_power_pct-about = Отменяет процент мощности
command-set_target_freq = Целевая частота
command-set_target_freq-about = Сдвигает целевую частоту чипов насовсем
command-adjust_upfreq_speed = Скорость разгона
command-adjust_upfreq_speed-about = Для следующего разгона: 0 — обычная, 9 или 10 — самая быстрая и наименее устойчивая
command-enable_btminer_fast_boot = Быстрый старт включить
command-enable_btminer_fast_boot-about = Со следующего запуска майнинг начинается без подбора частоты
command-disable_btminer_fast_boot = Быстрый старт выключить
command-disable_btminer_fast_boot-about = Со следующего запуска майнинг начинается как обычно
command-set_poweroff_cool = Охлаждение при остановке
command-set_poweroff_cool-about = Охлаждают ли вентиляторы, пока майнинг остановлен
command-set_fan_zero_speed = Вентиляторы могут стоять
command-set_fan_zero_speed-about = Могут ли вентиляторы остановиться, когда машина холодная
command-set_temp_offset = Сдвиг температуры
command-set_temp_offset-about = Сдвигает температуру, которую держат вентиляторы
command-set_heat_mode = Режим обогрева
command-set_heat_mode-about = Как греет машина с жидкостным охлаждением: против льда или для тепла
command-enable_btminer_init = Майнить после старта
command-enable_btminer_init-about = Майнинг начинается сам после старта машины
command-disable_btminer_init = Ждать после старта
command-disable_btminer_init-about = После старта машины майнинг ждёт запуска
command-set_led = Индикатор
command-set_led-about = Мигает, чтобы машину нашли, или возвращает индикатор машине
command-restart_btminer = Перезапустить майнинг
command-restart_btminer-about = Перезапускает программу майнинга, а не машину
command-reboot = Перезагрузить
command-reboot-about = Перезагружает всю машину
command-update_firmware = Прошивка
command-update_firmware-about = Ставит прошивку: машина перезагрузится и вернётся через две–пять минут
command-download_logs = Скачать журналы
command-download_logs-about = Собирает журналы машины и приносит их на этот компьютер
command-update_pwd = Пароль
command-update_pwd-about = Меняет пароль администратора: не больше восьми букв, цифр или подчёркиваний
command-net_config = Адрес
command-net_config-about = Задаёт адрес по DHCP или вручную
command-set_hostname = Имя хоста
command-set_hostname-about = Даёт машине имя; в сети оно видно после её перезагрузки
command-set_zone = Часовой пояс
command-set_zone-about = Действует после перезагрузки машины. UTC+8 пишется CST-8
command-load_log = Сервер syslog
command-load_log-about = С этого момента шлёт журнал машины на сервер syslog
command-enable_web_pools = Пулы на веб-странице: разрешить
command-enable_web_pools-about = Позволяет менять пулы на веб-странице машины
command-disable_web_pools = Пулы на веб-странице: запретить
command-disable_web_pools-about = Не даёт менять пулы на веб-странице машины
command-set_customer_msg = Текст в машине
command-set_customer_msg-about = Хранит ваш текст в машине
command-factory_reset = Сброс к заводским
command-factory_reset-about = Забывает всё: пулы, сеть, пароль. Переключатель API выключается, и Rackhand не сможет писать в машину, пока его не включат через WhatsMinerTool

## What a command does to the machine's work

effect-none = Машина продолжает хешировать; без перезапуска
effect-btminer-restarts = Майнинг перезапустится: одну–десять минут без хешрейта
effect-stops = Майнинг остановится, пока его не запустят
effect-reboots = Машина перезагрузится: вернётся через одну–три минуты
effect-moves-address = Машина перезагрузится и может ответить по другому адресу

## Parameters

parameter-pool1 = Адрес пула 1
parameter-worker1 = Воркер пула 1
parameter-passwd1 = Пароль пула 1
parameter-pool2 = Адрес пула 2
parameter-worker2 = Воркер пула 2
parameter-passwd2 = Пароль пула 2
parameter-pool3 = Адрес пула 3
parameter-worker3 = Воркер пула 3
parameter-passwd3 = Пароль пула 3
parameter-power_limit = Лимит мощности
parameter-percent = Процент
parameter-power = Мощность
parameter-upfreq_speed = Скорость
parameter-poweroff_cool = Охлаждение при остановке
parameter-fan_zero_speed = Вентиляторы могут стоять
parameter-temp_offset = Сдвиг температуры
parameter-mode = Режим
parameter-period = Период
parameter-duration = Горит
parameter-start = Начало через
parameter-ip = IP-адрес
parameter-mask = Маска сети
parameter-gate = Шлюз
parameter-dns = Серверы DNS
parameter-host = Имя хоста
parameter-hostname = Имя хоста
parameter-timezone = Часовой пояс
parameter-zonename = Название пояса
parameter-port = Порт
parameter-proto = Протокол
parameter-key = Место
parameter-val = Текст
choice-0 = Выкл
choice-1 = Вкл
choice-auto = Авто
choice-red = Мигать красным
choice-green = Мигать зелёным
choice-blinking = мигает
choice-dhcp = DHCP
choice-static = Вручную
choice-udp = UDP
choice-tcp = TCP
choice-low = низкий
choice-normal = обычный
choice-high = высокий
choice-on = вкл
choice-off = выкл
choice-stopped = остановлен
choice-running = работает
choice-anti-icing = Против льда
choice-heating = Для тепла

## Mistakes in values

parameter-error-missing = значение не указано
parameter-error-not-a-number = это не целое число
parameter-error-out-of-range = должно быть от { $min } до { $max }
parameter-error-too-long = длиннее { $max } байт, которые принимает машина
parameter-error-bad-character = машины не принимают символ { $character }
parameter-error-space = машины не принимают здесь пробелы
parameter-error-not-a-choice = такого варианта нет
parameter-error-not-an-address = это не адрес IPv4
parameter-error-not-a-pool = адрес пула выглядит как stratum+tcp://host:3333
parameter-error-unknown = у команды нет такого значения
template-error-brace = у скобки нет пары
template-error-no-such = нет подстановки { $name }
template-error-not-known = { $name } этой машины неизвестно

## Why a machine can't

cannot-needs-api = нужен API { $version } или новее
cannot-air-only = только с воздушным охлаждением
cannot-liquid-only = только с жидкостным охлаждением
cannot-too-much = принимает не больше { $most }
cannot-switch-off = переключатель API выключен
cannot-factory-password = ещё стоит заводской пароль
cannot-workers-unknown = её воркеры неизвестны; прочитайте её снова
cannot-limit-unknown = её нынешний лимит мощности неизвестен; прочитайте её снова
cannot-factory-power-unknown = её заводская мощность неизвестна: лимит уже задан или данные не прочитаны

## The action bar

act-select-first = Сначала выделите машины
act-none-takes = Ни одна выделенная машина не может: { $reason }
action-pools = Задать пулы…
action-power = Задать мощность…
action-led = Мигать индикатором…
action-restart = Перезапустить или перезагрузить…
action-logs = Скачать журналы…
palette-command = { $group }: { $command }

## The form

targets-only-shown = Только показанные
targets-doubtful = { $count ->
    [one] { $count } машина молчит уже { $age }: её адрес мог перейти к другой, сначала выполните поиск
    [few] { $count } машины молчат до { $age }: их адреса могли перейти к другим, сначала выполните поиск
   *[many] { $count } машин молчат до { $age }: их адреса могли перейти к другим, сначала выполните поиск
}
targets-leave-out = Исключить их
targets-scan = Искать сейчас
act-selected = { $count ->
    [one] Выделена { $count } машина
    [few] Выделены { $count } машины
   *[many] Выделено { $count } машин
}
act-do = { $command }: { $count ->
    [one] { $count } машина
    [few] { $count } машины
   *[many] { $count } машин
}
act-nothing = Ни одна выделенная машина этого не может
act-range = от { $min } до { $max } { $unit }
act-of-present = От нынешнего лимита каждой машины
act-of-factory = От заводской мощности каждой машины
act-share-present = Каждая машина получит эту долю своего нынешнего лимита; при повторной отправке доля применится ещё раз
act-share-factory = Каждая машина получит эту долю своей заводской мощности
act-pool = Пул { $number }
act-keep-workers = Менять только адреса, воркеров оставить
act-account = Аккаунт
act-account-hint = что стоит на месте аккаунта
act-placeholders = Вставить
act-placeholders-for = Вставить подстановку в поле «{ $field }»
act-doubles = Одинаково будет у нескольких ({ $count }): { $value }
act-no-doubles = Разных имён: { $count }
placeholder-account = Аккаунт
placeholder-ip = IP-адрес
placeholder-ip1 = Первое число адреса
placeholder-ip2 = Второе число адреса
placeholder-ip3 = Третье число адреса
placeholder-ip4 = Четвёртое число адреса
placeholder-mac = MAC-адрес
placeholder-sn = Серийный номер
placeholder-hostname = Имя хоста
placeholder-location = Имя или место
placeholder-n = Номер в выделении
presets-choose = Набор
presets-loaded = Набор: { $name }
presets-none = Наборов ещё нет
presets-save = Сохранить набор
presets-name = Название набора
presets-hint = Пароли пулов в нём не хранятся
presets-delete = Удалить набор { $name }
lights-minutes = Вернуть в авто через, минут
lights-never = пусто: никогда
lights-error = Минут от 1 до 1,440 или пусто
lights-back = Индикаторы снова в авто
logs-folder = Папка для журналов
logs-folder-missing = Впишите или выберите папку для журналов
logs-folder-new = Такой папки пока нет; она будет создана
logs-folder-file = Это файл; выберите папку
logs-names = По файлу на машину, в имени адрес, MAC и время

## How carefully

care-title = Насколько осторожно
care-at-once = Машин сразу
care-pause = Пауза между, мс
care-canary = Сначала на
care-stop-at = Стоп при % ошибок
care-never = никогда
care-password = Пароль
care-password-fitting = Подходящий
care-password-set = Сохранённый
care-password-typed = Ввести
care-password-field = Пароль для этого задания
care-password-hint = Только для этого задания, нигде не хранится
care-password-none = Пока не сохранён ни один пароль, поэтому ничего не откроется
care-password-type = Ввести для этого задания
care-password-missing = Выберите или введите пароль

## Confirming

confirm-danger = { $command }: { $count ->
    [one] { $count } машина, и отсюда это не отменить
    [few] { $count } машины, и отсюда это не отменить
   *[many] { $count } машин, и отсюда это не отменить
}

## The preview

preview-told = готовы: { $count }
preview-same = уже так: { $count }
preview-cannot = не могут: { $count }
preview-working = Выясняем, что изменится
preview-fill-in = Заполните форму, и здесь будет видно, что кому отправится
preview-leave-out = Пропустить машины, где уже так
preview-more-changes = { $count ->
    [one] и ещё { $count } изменение
    [few] и ещё { $count } изменения
   *[many] и ещё { $count } изменений
}
preview-obstacle = { $reason }: { $count ->
    [one] { $count } машина
    [few] { $count } машины
   *[many] { $count } машин
}
preview-first = Первые { $shown } из { $count }
preview-address = IP
preview-state = Состояние
preview-ready = готова
preview-gone = больше нет в списке

## Batches

outcome-done = сделано
outcome-accepted = принято
outcome-refused = отказ
outcome-unreachable = нет связи
outcome-unknown = неизвестно
outcome-skipped = пропущено
state-waiting = ждёт
state-not-ready = ещё не готова
state-sending = отправка
state-reading-back = проверка
state-transfer = отправка { $share } %
state-tokens-full = таблица токенов полна до { $time }
batch-title = Результаты
batch-show = Показать
batch-cancel = Отменить
batch-stop = Стоп
batch-stopped = остановлено
batch-go-on = Продолжить
batch-close = Закрыть это задание
batch-progress = { $ended } из { $total }
batch-of = { $count } { $outcome }
batch-all = всего
batch-open = не закончено
batch-asks-canary = Первые { $ended } закончены: сделано { $done }, ошибок { $failed }. Продолжить с остальными ({ $left })?
batch-asks-failed = Ошибок: { $failed } из { $ended }. Продолжить с остальными ({ $left })?
batch-outcome = Итог
batch-words = Что ответила
batch-mac = MAC
batch-reasons = Причины
batch-reason = { $count } × { $words }
batch-reasons-more = { $count ->
    [one] Ещё { $count } машина по другой причине
    [few] Ещё { $count } машины по другим причинам
   *[many] Ещё { $count } машин по другим причинам
}
batch-moved = теперь на { $address }
batch-wrong-password = неверный пароль
batch-wrong-passwords = { $count ->
    [one] Пароль не подходит к { $count } машине
    [few] Пароль не подходит к { $count } машинам
   *[many] Пароль не подходит к { $count } машинам
}
batch-another-password = Другой пароль…
batch-switched-off = { $count ->
    [one] У { $count } машины переключатель API выключен
    [few] У { $count } машин переключатель API выключен
   *[many] У { $count } машин переключатель API выключен
}
batch-select-failed = Выделить неудачные ({ $count })
batch-again = Повторить ({ $count })
batch-copy = Копировать
batch-csv = Сохранить CSV…
batch-json = Сохранить JSON…
batch-file = rackhand-results
batch-no-file-window = Окно выбора файла не открылось; используйте «Копировать»
batch-toast = { $title }: сделано { $done } из { $total }
batch-toast-failed = { $title }: сделано { $done } из { $total }, ошибок { $failed }

## Leaving

leaving-title = Выйти, пока идёт работа?
leaving-batch = { $left ->
    [one] { $title }: не закончена { $left } машина
    [few] { $title }: не закончены { $left } машины
   *[many] { $title }: не закончено { $left } машин
}
leaving-batch-hint = Отправленное продолжится в машинах; остальное не отправится
leaving-lights = { $count ->
    [one] Индикатор { $count } машины продолжит мигать
    [few] Индикаторы { $count } машин продолжат мигать
   *[many] Индикаторы { $count } машин продолжат мигать
}
leaving-lights-back = Вернуть в авто сейчас
leaving-do = Выйти
