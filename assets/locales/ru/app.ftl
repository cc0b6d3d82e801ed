### Окно вокруг таблицы: заголовок, верхняя панель, боковая панель, строка состояния, начальный экран, меню, действия.

window-title = Rackhand — { machine-count }
machine-count = { $count ->
    [one] { $count } машина
    [few] { $count } машины
   *[many] { $count } машин
}
