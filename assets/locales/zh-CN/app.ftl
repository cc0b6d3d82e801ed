### 表格周围的窗口：标题、顶栏、侧栏、状态栏、起始页、菜单、操作。

window-title = Rackhand — { machine-count }
machine-count = { $count } 台机器
