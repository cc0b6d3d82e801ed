### Командная строка.

cli-outcome = Итог
cli-message = Сообщение
