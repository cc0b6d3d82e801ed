### Passwords, access to the API, firmware, addresses, and the journal.

## What can be done

action-api-setup = Настройка API…
action-passwords = Наборы паролей…
action-change-password = Сменить пароль…
action-firmware = Прошивка…
action-network-plan = Адреса…
action-journal = Журнал…

## Common to these dialogs

setup-state = Состояние
setup-not-checked = не проверено
secret-show = Показать
secret-hide = Скрыть
secret-show-what = Показать: { $what }
secret-hide-what = Скрыть: { $what }
setup-confirm-type = Введите { $number } для подтверждения
setup-confirm-field = Число машин
setup-confirm-missing = Введите число машин для подтверждения

## States of access, and what to do next

access-ready = готова
access-ready-next = Известный пароль подходит, и ничто не говорит, что переключатель выключен
access-switch-off = API выключен
access-switch-off-next = Включить API может только WhatsMinerTool:
access-factory-password = заводской пароль
access-factory-password-next = Сначала смените пароль. Если машины отказывают, то и API выключен: покажите их, чтобы увидеть шаги
access-wrong-password = неверный пароль
access-wrong-password-next = Ни один набор паролей не подходит. Введите пароль, который на них стоит
access-no-api = нет API
access-no-api-next = На порту API никто не отвечает: машина выключена, ещё запускается или это не WhatsMiner
access-unknown = неизвестно
access-unknown-next = Определить не удалось. Причина указана у каждой машины; проверьте позже

## API setup

api-title = Настройка API
api-for-marked = { $count ->
    [one] Выделена { $count } машина
    [few] Выделены { $count } машины
   *[many] Выделено { $count } машин
}
api-for-all = { $count ->
    [one] { $count } машина, так как ничего не выделено
    [few] Все { $count } машины, так как ничего не выделено
   *[many] Все { $count } машин, так как ничего не выделено
}
api-check = Проверить снова
api-checking = Проверка
api-again = Проверить эти снова
api-list = Показать их
api-list-all = Показать все
api-enter-password = Ввести пароль…
api-copy-addresses = { $count ->
    [one] Скопировать { $count } адрес
    [few] Скопировать { $count } адреса
   *[many] Скопировать { $count } адресов
}
api-step-select = В WhatsMinerTool найдите эти машины и отметьте их. Адреса можно скопировать ниже
api-step-password = Вкладка Password: учётная запись admin, старый пароль admin, новый дважды (до 8 букв, цифр или подчёркиваний), затем Start Update
api-step-switch = Вкладка Remote Ctrl, Miner API Switch: выберите Enable, затем OK
api-step-check = В столбце API стоит ON. Если пароль новый, введите его здесь в наборах паролей и проверьте снова
api-step-note = Смены пароля на веб-странице машины недостаточно
api-watch-title = Ожидание
api-watch-about = Неготовые машины проверяются снова каждые 10 секунд, даже когда это окно закрыто
api-watch-change = Когда машина готова, сменить её пароль
api-watch-pools = Затем задать пулы из набора
api-watch-limit = Затем задать лимит мощности
api-watch-limit-field = Лимит мощности, W или %
api-watch-limit-hint = 3200, -10% или 90% factory
api-watch-no-presets = Наборов пулов ещё нет: сохраните набор в форме пулов
api-watch-choose-preset = Выберите набор пулов
api-watch-batch = По готовности: { $what }
api-watch-start = { $count ->
    [one] Ждать { $count } машину
    [few] Ждать { $count } машины
   *[many] Ждать { $count } машин
}
api-watch-stop = Больше не ждать
api-watching = Ждём: { $waiting } · стали готовы: { $ready } · следующая проверка через { $seconds } с
api-became-ready = { $count ->
    [one] { $count } машина теперь готова: { $address }
    [few] { $count } машины теперь готовы, первая { $address }
   *[many] { $count } машин теперь готовы, первая { $address }
}
api-go-on = { $count ->
    [one] Дальше с { $count } готовой машиной
    [few] Дальше с { $count } готовыми машинами
   *[many] Дальше с { $count } готовыми машинами
}
api-go-on-about = Выделяет готовые машины; действие выберите в строке под таблицей

## Password sets

passwords-title = Наборы паролей
passwords-place-asking = Выясняется, где можно хранить пароли
passwords-place-system = Пароли хранятся в связке ключей этого компьютера и ни в одном файле Rackhand
passwords-place-kernel = Пароли хранит ядро системы: после перезагрузки компьютера их не будет
passwords-place-none = На этом компьютере нет связки ключей, пароли не сохраняются; пароли на сеанс действуют до закрытия Rackhand ({ $words })
passwords-place-session = Пароли действуют до закрытия Rackhand и нигде не сохраняются
passwords-empty = Наборов пока нет
passwords-about = Набор — это один пароль admin и машины, к которым он подходит. Перед командой машине пробуются подходящие наборы
passwords-new = Новый набор
passwords-name-hint = Цех 3
passwords-password = Пароль
passwords-keep-hint = без изменений
passwords-fits = Где подходит
passwords-everywhere = Везде
passwords-ranges = Эти адреса
passwords-machine = Одна машина
passwords-machine-field = MAC или адрес машины
passwords-machine-bad = Это не MAC и не адрес
passwords-session-only = Только на этот сеанс: в памяти до закрытия Rackhand
passwords-save = Сохранить набор
passwords-remove-really = Точно забыть пароль { $name }
passwords-mark-session = только на сеанс
passwords-mark-changing = смена пароля не закончена; хранятся старый и новый
passwords-earlier = { $count ->
    [one] Хранит { $count } прежний пароль: для машин, которых смена не коснулась
    [few] Хранит { $count } прежних пароля: для машин, которых смена не коснулась
   *[many] Хранит { $count } прежних паролей: для машин, которых смена не коснулась
}
passwords-earlier-full = Больше паролей не поместится: перед следующей сменой забудьте прежние
passwords-earlier-forget = Забыть прежние пароли…
passwords-earlier-warn = Машину, у которой остался один из них (была выключена, в другом месте или не выделена), больше не открыть. Отменить это нельзя
passwords-earlier-keep = Оставить
passwords-earlier-really = { $count ->
    [one] Забыть { $count } прежний пароль { $name }
    [few] Забыть { $count } прежних пароля { $name }
   *[many] Забыть { $count } прежних паролей { $name }
}
passwords-unsaved = Пароль ещё не сохранён
passwords-partner-open = Партнёрский клиент…
passwords-partner = Партнёрский клиент
passwords-partner-about = Для компаний, которым MicroBT выдала имя клиента и секрет. С ними Rackhand может попросить машины открыть API на запись. Иначе оставьте пустым
passwords-partner-name = Имя клиента
passwords-partner-secret = Секрет клиента
passwords-partner-save = Сохранить клиента
passwords-partner-forget = Забыть { $name }

## A new password

change-password-title = Смена пароля
change-password-about = Новый пароль сначала сохраняется рядом со старым. Каждой машине он передаётся и проверяется новым входом. В наборе остаются оба, поэтому один из них подойдёт, на каком бы шаге это ни прервалось. Майнинг продолжается
change-password-set = Набор, который будет его хранить
change-password-set-hint = Цех 3
change-password-set-known = Набор { $name } хранит старый пароль рядом с новым, для машин, которых смена сейчас не касается
change-password-set-full = Больше паролей в набор { $name } не поместится. Если этот для него новый, сначала забудьте прежние, в наборах паролей
change-password-set-new = Набор { $name } новый
change-password-no-set = Назовите набор, который будет его хранить
change-password-present = Нынешний пароль
change-password-present-known = Из наборов
change-password-present-factory = Заводской (admin)
change-password-none = Ни одной из этих машин нельзя его передать
change-password-left-out = { $count ->
    [one] { $count } машина не участвует; см. настройку API
    [few] { $count } машины не участвуют; см. настройку API
   *[many] { $count } машин не участвуют; см. настройку API
}
change-password-do = { $count ->
    [one] Сменить на { $count } машине
    [few] Сменить на { $count } машинах
   *[many] Сменить на { $count } машинах
}
passwords-new-one = Новый пароль
passwords-again-one = Новый пароль ещё раз
passwords-rule-one = До 8 букв, цифр и подчёркиваний: других машины не принимают
passwords-missing-one = Введите пароль
passwords-bad-character-one = Только латинские буквы, цифры и подчёркивания
passwords-too-long-one = Не больше 8 знаков
passwords-is-factory-one = Это заводской пароль, с ним машины отказывают в командах
passwords-differs-one = Пароли не совпадают

## Firmware

firmware-title = Прошивка
firmware-about = Каждая машина получает часть файла для своей платформы, перезапускается и возвращается через две–пять минут. Затем читается её версия
firmware-files = Файлы
firmware-choose = Выберите файл прошивки
firmware-file-kind = Прошивка
firmware-read = Прочитать файл
firmware-reading = Чтение
firmware-drop = Выберите файл, введите путь или перетащите файл в окно
firmware-combined = { $size } МБ · для { $platforms }
firmware-single = { $size } МБ · для одной платформы, файл её не называет
firmware-vouch = Я знаю, что он подходит этим машинам
firmware-machines = Машины
firmware-platform = Платформа
firmware-present = Сейчас
firmware-count = Машин
firmware-will = Получит
firmware-will-get = { $file }
firmware-will-same = эта версия уже стоит ({ $file })
firmware-same-hint = Машины с версией из имени файла не отмечены; отметьте, чтобы установить снова
firmware-blocked-no-file = файла пока нет
firmware-blocked-platform = файл для { $platforms }
firmware-blocked-unknown = машина не назвала платформу; прочитайте её снова
firmware-blocked-vouch = файл не называет платформу; отметьте, что он подходит
firmware-no-file = Выберите файл прошивки
firmware-nothing = Ни одна машина не отмечена
firmware-batch = Прошивка { $files }
firmware-do = { $count ->
    [one] Установить на { $count } машину
    [few] Установить на { $count } машины
   *[many] Установить на { $count } машин
}

## Addresses

network-title = Адреса
network-mode-series = По порядку
network-mode-dhcp = DHCP
network-mode-table = По таблице
network-dhcp-about = Машины будут получать адрес от сервера DHCP. Потом они находятся по MAC-адресам
network-start = Первый адрес
network-start-bad = Введите первый адрес, например 10.1.2.10
network-step = Шаг
network-step-bad = Шаг — число от 1
network-mask = Маска
network-gateway = Шлюз
network-dns = Серверы DNS
network-address-bad = Это не адрес
network-empty-keeps = Пустое остаётся таким, как у каждой машины
network-table = Таблица
network-table-about = По строке на машину, через запятую, точку с запятой или табуляцию. Строка заголовков называет столбцы: MAC или нынешний IP, новый IP, маска, шлюз, DNS, имя хоста, место
network-import = Загрузить таблицу…
network-template = Скопировать таблицу машин как есть
network-file-kind = Таблицы
network-line-bad = Строка { $line }: { $text } не читается
network-lines-more = и ещё { $count }
network-lines-bad = { $count ->
    [one] { $count } строка не читается
    [few] { $count } строки не читаются
   *[many] { $count } строк не читаются
}
network-stranger = Строка { $line }: { $name } нет в парке
network-count-sent = { $count ->
    [one] { $count } изменится
    [few] { $count } изменятся
   *[many] { $count } изменятся
}
network-count-idle = { $count ->
    [one] { $count } уже так
    [few] { $count } уже так
   *[many] { $count } уже так
}
network-count-problems = { $count ->
    [one] { $count } с ошибкой
    [few] { $count } с ошибками
   *[many] { $count } с ошибками
}
network-count-strangers = { $count ->
    [one] { $count } нет в парке
    [few] { $count } нет в парке
   *[many] { $count } нет в парке
}
network-now = Сейчас
network-will = Будет
network-mask-gateway = Маска · шлюз
network-stays = остаётся
network-dhcp = → DHCP
network-already = уже так
network-ready = готово
network-place-only = только запись здесь
network-warning = Машины перезапустятся. С неверным адресом, маской или шлюзом до них можно добраться только на месте
network-problems = { $count ->
    [one] { $count } машина с ошибкой
    [few] { $count } машины с ошибками
   *[many] { $count } машин с ошибками
}
network-nothing = Ничего не меняется
network-count-answers = { $count ->
    [one] { $count } задержана
    [few] { $count } задержаны
   *[many] { $count } задержано
}
network-ask = { $count ->
    [one] Проверить в сети, свободен ли { $count } адрес
    [few] Проверить в сети, свободны ли { $count } адреса
   *[many] Проверить в сети, свободны ли { $count } адресов
}
network-ask-about = К каждому новому адресу программа стучится на портах API. Кто ответил или отказал — тот занял адрес; ничего не отправляется
network-ask-again = Проверить в сети ещё раз
network-ask-first = { $count ->
    [one] Сначала проверьте в сети, свободен ли { $count } новый адрес
    [few] Сначала проверьте в сети, свободны ли { $count } новых адреса
   *[many] Сначала проверьте в сети, свободны ли { $count } новых адресов
}
network-asking = Проверено адресов: { $done } из { $total }
network-all-free = Ни один новый адрес не отвечает
network-answers = { $count ->
    [one] { $count } машина не может переехать: её новый адрес занят
    [few] { $count } машины не могут переехать: их новые адреса заняты
   *[many] { $count } машин не могут переехать: их новые адреса заняты
}
network-answers-choose = { $count ->
    [one] Выберите другие адреса или исключите { $count } машину
    [few] Выберите другие адреса или исключите { $count } машины
   *[many] Выберите другие адреса или исключите { $count } машин
}
network-leave-out = { $count ->
    [one] Продолжить без этой { $count } машины
    [few] Продолжить без этих { $count } машин
   *[many] Продолжить без этих { $count } машин
}
network-change = Изменить адреса
network-do = { $count ->
    [one] Изменить { $count } машину
    [few] Изменить { $count } машины
   *[many] Изменить { $count } машин
}
network-do-places = { $count ->
    [one] Записать { $count } место
    [few] Записать { $count } места
   *[many] Записать { $count } мест
}
network-problem-double = адрес в плане дважды
network-problem-taken = занят другой машиной
network-problem-mask-missing = нет маски
network-problem-mask-bad = это не маска
network-problem-gateway-missing = нет шлюза
network-problem-gateway-outside = шлюз в другой подсети
network-problem-is-gateway = это адрес шлюза
network-problem-not-a-host = не для машины
network-problem-out-of-addresses = адреса кончились
network-problem-hostname-bad = имя: буквы, цифры, дефисы
network-problem-dns-bad = серверы DNS — не адреса
network-problem-named-twice = машина в таблице дважды
network-problem-answers = { $address } уже отвечает
network-problem-stays-taken = машина на { $address } остаётся там

## The journal

journal-title = Журнал
journal-search = Поиск: название, команда, адрес, MAC
journal-any = Любой итог
journal-reading = Чтение
journal-empty = Пока ничего не делали. Каждое задание записывается сюда до отправки
journal-nothing = Подходящих заданий нет
journal-when = Когда
journal-what = Что
journal-machines = Машин
journal-end = Конец
journal-outcomes = Итоги
journal-outcome = Итог
journal-words = Слова
journal-interrupted = прервано
journal-running = идёт
journal-cancelled = отменено
journal-finished = закончено
journal-open = неизвестно
journal-back = ← Все задания
journal-select-failed = { $count ->
    [one] Выделить { $count } неудачную машину
    [few] Выделить { $count } неудачные машины
   *[many] Выделить { $count } неудачных машин
}
journal-copy = Скопировать таблицей
journal-export = Экспорт…
journal-write = Записать файл
journal-file-kind = Таблицы и JSON
journal-file-name = журнал { $date }
journal-banner = «{ $what }»: прервано, под вопросом — { $doubt }, не отправлено — { $rest }
journal-rest-selected = { $count ->
    [one] Выделена { $count } машина, которой команда не отправлена
    [few] Выделены { $count } машины, которым команда не отправлена
   *[many] Выделено { $count } машин, которым команда не отправлена
}
journal-select-rest = Выделить их
journal-waiting = не отправлено
journal-check = Проверить их
journal-leave = Оставить
journal-show = Журнал
journal-check-title = Проверка: { $what }
