### Messages without a window: before it opens, and after a crash.

trouble-already-open = Rackhand уже открыт: перейдите в его окно или сначала закройте его
trouble-crash = Ошибка в программе остановила Rackhand. Всё, что было отправлено машинам, есть в журнале: запустите программу снова и посмотрите туда, прежде чем что-либо повторять.
trouble-crash-report = Отчёт для поддержки: { $path }
