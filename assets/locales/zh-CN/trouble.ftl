### Messages without a window: before it opens, and after a crash.

trouble-already-open = Rackhand 已打开：请使用已有的窗口，或先将其关闭
trouble-crash = 程序出错，Rackhand 已停止。已发送给矿机的内容都在日志簿中：请重新打开并先查看日志簿，不要直接重复操作。
trouble-crash-report = 供支持使用的报告：{ $path }
