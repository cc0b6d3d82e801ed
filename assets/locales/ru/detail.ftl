### The panel at the right: one machine looked at closely.

detail-empty-title = Машина не выбрана
detail-empty-hint = Щёлкните строку или перейдите к ней стрелками, чтобы рассмотреть одну машину

# Tabs
detail-tab-overview = Обзор
detail-tab-pools = Пулы
detail-tab-trend = Графики
detail-tab-history = История
detail-tab-raw = Ответы

# Head
detail-location-add = Указать место
detail-location-edit = Изменить место
detail-location-name = Имя или место этой машины
detail-location-hint = C2·R01·10
detail-model-unknown = модель неизвестна
detail-status-since = с { $time }
detail-read-at = прочитана { $time }
detail-read-again = Прочитать снова
detail-reading = Чтение…
detail-open-web = Открыть её веб-страницу
detail-copy = Скопировать: { $what }
detail-save = Сохранить
detail-cancel = Отмена

# What is wrong with what we know
detail-lost-title = Не отвечает с { $time }
detail-lost-body = Данным ниже { $age }
detail-lost-silent = При сканировании по этому адресу никто не ответил
detail-lost-silent-advice = Проверьте питание и сетевой кабель
detail-lost-moved = Машина с новым адресом найдётся по MAC, когда вы просканируете её диапазон
detail-restored-title = Из прошлого сеанса
detail-restored-body = Данным ниже { $age }. Просканируйте диапазон или прочитайте машину снова
detail-partial-title = Ответ получен не целиком
detail-partial-body = Последний ответ оборван или повреждён. Значения, которые не дошли, показаны как –

# Why there is no reading, and what to do
failure-timed-out = Не ответила вовремя
failure-timed-out-advice = Проверьте питание и сетевой кабель; если медленно отвечают и соседи по коммутатору, увеличьте ожидание в настройках
failure-refused = Узел на месте, но на порту API никто не отвечает
failure-refused-advice = Если машина загружается, подождите две минуты; иначе включите API на её веб-странице или перезагрузите её
failure-unreachable = Этот адрес недоступен из сети
failure-unreachable-advice = Проверьте, что этот компьютер в той же сети, и кабель до коммутатора
failure-closed = Закрыла соединение, не досказав ответ
failure-closed-advice = Прочитайте снова; если не помогает, перезапустите майнинг или обновите прошивку
failure-too-long = Ответ длиннее, чем бывает у майнера
failure-too-long-advice = Проверьте, что по этому адресу майнер; на порту может отвечать что-то другое
failure-btminer-down = Программа майнинга btminer не запущена
failure-btminer-down-advice = Она остановлена, перезапускается или загружается; если через пять минут всё так же, перезагрузите машину
failure-answered = Машина ответила ошибкой
failure-answered-advice = Прочитайте снова; если не помогает, скопируйте ответы машины для поддержки
failure-bad-reply = Ответ не удалось разобрать
failure-bad-reply-advice = Прочитайте снова; если не помогает, скопируйте ответы машины для поддержки
failure-other-device = Это не WhatsMiner
failure-other-device-advice = Уберите этот адрес из диапазонов
failure-wrong-password = Пароль не подходит к этой машине
failure-wrong-password-advice = Выясните, кто его сменил; кнопка на плате управления возвращает заводской пароль
failure-switch-off = API выключен: машина не принимает команды
failure-switch-off-advice = Смените заводской пароль и включите API в WhatsMinerTool
failure-tokens-full = Машина пока не выдаёт токены
failure-tokens-full-advice = Не трогайте её три минуты; возможно, с ней работает другая программа
failure-unfit-password = Новый пароль: от 1 до 8 букв, цифр или подчёркиваний
failure-unfit-password-advice = Выберите другой пароль
failure-cancelled = Отменено до начала
failure-cancelled-advice = Ничего не отправлено; запустите снова, когда будете готовы
failure-out-of-sockets = На этом компьютере кончились свободные соединения
failure-out-of-sockets-advice = Сканируйте меньше адресов одновременно: это меняется в настройках

# Overview
detail-section-boards = Хеш-платы
detail-section-machine = Машина
detail-section-temps = Температура и вентиляторы
detail-section-psu = Блок питания
detail-section-network = Сеть
detail-section-note = Заметка
detail-all-well = Ошибок нет, всё в норме
detail-errors-unknown = Об ошибках её ещё не спрашивали
detail-error-card = { $code } · { $meaning }
detail-error-unknown = Код { $code }
detail-error-unknown-advice = Здесь он не описан; спросите производителя и скопируйте ответы машины для поддержки
detail-error-reason = Слова машины: { $words }
detail-error-since = Машина отметила её { $time }
detail-boards-none = О платах не сообщает
detail-board = Плата { $slot }
detail-board-missing = не найдена
detail-board-chips = { $chips } чипов
detail-board-chips-of = чипов { $found } из { $expected }
detail-board-chip-temp = чип { $value } °C
detail-board-temp = плата { $value } °C
detail-board-serial = SN { $serial }
detail-note-hint = Что здесь чинили, что заказано…
detail-note-edit = Изменить заметку
detail-note-name = Заметка об этой машине

fact-rate = Хешрейт
fact-rate-of = { $now } из { $factory } TH/s
fact-rate-average = В среднем
fact-power = Мощность
fact-power-of = { $now } Вт (предел { $limit })
fact-efficiency = Эффективность
fact-power-mode = Режим
fact-frequency = Частота
fact-upfreq = Разгон
fact-upfreq-done = завершён
fact-upfreq-running = идёт
fact-upfreq-speed = Скорость разгона
fact-fast-boot = Быстрый старт
fact-elapsed = Майнит
fact-uptime = Работает
fact-firmware = Прошивка
fact-api = API
fact-platform = Платформа
fact-control-board = Плата управления
fact-cooling = Охлаждение
fact-cooling-air = воздушное
fact-cooling-liquid = жидкостное
fact-serial = Серийный №
fact-mac = MAC
fact-chip-data = Чипы
fact-api-switch = Запись по API
fact-factory-password = Пароль
fact-factory-password-yes = заводской
fact-factory-password-no = изменён
fact-chip-temp = Чипы
fact-chip-temp-value = { $min } / { $avg } / { $max } °C
fact-board-temp = Горячая плата
fact-ambient = Воздух вокруг
fact-liquid = Жидкость
fact-fans = Вентиляторы
fact-fans-value = вход { $in } · выход { $out } об/мин
fact-psu-model = Модель
fact-psu-input = На входе
fact-psu-fan = Вентилятор
fact-psu-temp = Температура
fact-psu-serial = Серийный №
fact-psu-version = Версия
fact-hostname = Имя в сети
fact-address-from = Адрес
fact-address-dhcp = DHCP
fact-address-static = постоянный
fact-netmask = Маска
fact-gateway = Шлюз
fact-dns = DNS
fact-led = Индикатор
fact-led-auto = авто
fact-on = вкл.
fact-off = выкл.
power-mode-low = низкий
power-mode-normal = обычный
power-mode-high = высокий

# Values with their units
value-ths = { $value } TH/s
value-watts = { $value } Вт
value-joules = { $value } Дж/TH
value-celsius = { $value } °C
value-megahertz = { $value } МГц
value-rpm = { $value } об/мин
value-volts = { $value } В
value-amperes = { $value } А
value-percent = { $value } %

# Lengths of time
span-days = { $days } д { $hours } ч
span-hours = { $hours } ч { $minutes } мин
span-minutes = { $minutes } мин
span-seconds = { $seconds } с

# Pools
detail-pools-none = Пулы не заданы
detail-pools-unknown = О пулах её ещё не спрашивали
detail-pool-number = Пул { $number }
detail-pool-active = в работе
detail-pool-alive = доступен
detail-pool-dead = недоступен
detail-pool-disabled = выключен
detail-pool-rejecting = отвергает
detail-pool-address = Адрес
detail-pool-worker = Воркер
detail-pool-shares = Шары
detail-pool-shares-value = принято { $accepted } · отклонено { $rejected } · опоздало { $stale }
detail-pool-rejected = Отклонено
detail-pool-last-share = Последняя шара
detail-pool-last-share-value = { $age } назад
detail-pool-difficulty = Сложность

# Trend
detail-trend-rate = Хешрейт, TH/s
detail-trend-power = Мощность, Вт
detail-trend-temp = Самый горячий чип, °C
detail-trend-factory = паспорт { $value }
detail-trend-limit = предел { $value }
detail-trend-empty = Рисовать пока нечего
detail-trend-empty-hint = Каждое чтение добавляет точку; включите наблюдение, чтобы их накопить
detail-trend-point = { $time } · { $value }
detail-trend-summary = { $what }: сейчас { $now }, минимум { $low }, максимум { $high }

# History
detail-history-empty = С открытия окна ошибок не было
detail-history-empty-hint = Ошибки, которые появляются и исчезают, остаются здесь со временем
detail-history-gone = { $error }: больше нет
detail-history-first = Впервые { $time }

# Raw
detail-raw-fetch = Получить ответы
detail-raw-fetch-again = Получить снова
detail-raw-fetching = Получение…
detail-raw-hint = Слова самой машины на каждый запрос: их можно приложить к обращению в поддержку. Паролей в них нет
detail-raw-copy-all = Скопировать всё
detail-raw-at = Получено { $time }
detail-raw-reply = Ответ на { $command }
