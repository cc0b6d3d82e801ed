### 表格周围的窗口：标题、顶栏、侧栏、状态栏、起始页、菜单、操作。

window-title = Rackhand — { machine-count }
machine-count = { $count } 台矿机

## The top bar

top-ranges = 网段
top-range-field = 要扫描的地址
top-range-hint = 10.1.2.0/24, 10.1.3.1-80
top-scan = 扫描
top-stop = 停止
top-scan-nothing = 请在左侧输入地址，或勾选一个网段
scan-runs = 正在扫描，请先停止
top-scan-network = 扫描 { $name }：{ $range }
monitor-off = 不自动刷新
monitor-off-choice = 仅在需要时读取
monitor-every = 每 { $interval }
monitor-about = 自动重新读取所有已知矿机的间隔
interval-seconds = { $count } 秒
interval-minutes = { $count } 分钟
filter-name = 筛选
filter-hint = 筛选：m50 th<90% chip>95 error:530
filter-count = { $shown } / { $all }

## Mistakes in a range

range-error-not-an-address = 这不是地址
range-error-incomplete = 地址由四个数字组成，例如 10.1.2.3
range-error-octet = 地址中的数字最大为 255
range-error-prefix = / 后面的数字在 0 到 32 之间
range-error-port = 端口在 1 到 65535 之间
range-error-backwards = 网段的终点在起点之前
range-error-mixed = 数字中的范围或 * 不能与第二个地址或 / 同时使用
range-error-not-a-host = 任何矿机都不会有这个地址
range-error-ipv6 = 矿机只有 IPv4 地址
range-error-too-many = 一次扫描的地址太多

## The panel at the left

side-fleet = 机队
side-views = 视图
side-views-none = 保存的筛选会显示在这里
side-ranges = 网段
side-ranges-none = 命名的网段会显示在这里

## The status bar

status-empty = 还没有矿机
status-answering = 台应答
status-of-rated = { $unit }，额定 { $rated }
status-scanned = { $time } 扫描 · { $count } 个地址，用时 { $seconds } 秒
status-scan-stopped = { $time } 扫描已停止 · { $count } 个地址，用时 { $seconds } 秒
status-restored = 上次会话的数据，{ $age }前；请扫描以刷新
job-scan = 扫描
job-monitor = 监控
job-read = 读取
job-progress = { $done } / { $total } · 找到 { $found } 台
job-cancel = 取消

## The start screen

start-title = 您的矿机在哪里？
start-hint = 扫描本机所在的网络，或在上方输入地址
start-networks = 本机网络
start-scan-what = 扫描 { $what }
start-try = 身边没有矿机？
start-demo = 模拟矿场
start-demo-about = 模拟 200 台带有日常故障的矿机
start-demo-do = 演示

## Messages

toast-close = 关闭消息
exported-rows = 已将 { $count } 台矿机写入 { $file }
trouble-settings-broken = 设置已损坏并另行保存，现使用默认设置（{ $words }，{ $path }）
trouble-settings-newer = 设置由更新版本的 Rackhand 写入。本版本只使用能识别的部分，并已为新版本保留一份副本（{ $words }，{ $path }）
trouble-settings-unread = 无法读取设置：{ $words }（{ $path }）。文件保持原样，本次运行不保存：请关闭占用它的程序，再重新启动 Rackhand
trouble-settings-unsaved = 无法保存设置：{ $words }（{ $path }）
trouble-fleet-broken = 上次的机队数据已损坏并另行保存，现从空白开始（{ $words }，{ $path }）
trouble-fleet-newer = 上次的机队数据由更新版本的 Rackhand 保存，本版本既不显示也不更改。要查看请重新安装新版本（{ $words }，{ $path }）
trouble-fleet-unread = 无法读取上次的机队：{ $words }（{ $path }）。文件保持原样，本次运行不保存：请关闭占用它的程序，再重新启动 Rackhand
trouble-fleet-unsaved = 无法保存机队：{ $words }（{ $path }）
trouble-export-failed = 无法写入文件：{ $words }（{ $path }）
trouble-folder-unmade = 无法创建文件夹，因此没有下载：请选择另一个（{ $words }，{ $path }）
trouble-folder-unopened = 无法打开文件夹：{ $words }（{ $path }）
trouble-ranges-unread = 无法读取网段：{ $words }（{ $path }）
trouble-networks-unknown = 无法列出本机网络：{ $words } { $path }
trouble-out-of-sockets = 本机没有空闲的网络连接，部分地址未扫描：请在设置中减少同时扫描数（{ $words }）{ $path }
trouble-link-crowded = 本网络中的矿机超过系统可记录的数量，可能缺少一部分：请分小段扫描，或调大 { $words } { $path }
trouble-demo-failed = 无法启动模拟矿机：{ $words } { $path }
trouble-task-panicked = Rackhand 出错，一个任务已终止，其余照常运行（{ $words }）{ $path }
trouble-keyring-failed = 密码：{ $words } { $path }
trouble-journal-newer = 日志簿由更新版本的 Rackhand 保存，本版本不会改动，也不向矿机发送任何命令。请重新安装新版本，或将该文件移走（{ $words }，{ $path }）
trouble-journal-unsaved = 无法写入日志簿，因此未发送任何命令：{ $words } { $path }
trouble-journal-unread = 无法读取日志簿：{ $words } { $path }
trouble-engine-stopped = 引擎已停止，请重新启动 Rackhand（{ $words }）{ $path }

## What can be done

action-scan = 扫描
action-stop = 停止
action-refresh = 重新读取
action-monitor = 自动重复读取所有矿机
action-focus-ranges = 输入地址
action-ranges = 网段…
action-focus-filter = 筛选矿机
action-clear-filter = 清除筛选
action-views = 保存的视图…
action-select-all = 全选显示的矿机
action-select-inverse = 反选
action-select-none = 取消选择
action-copy = 复制
action-copy-addresses = 复制地址
action-export = 导出…
action-columns = 列…
action-palette = 命令面板
action-settings = 设置…
action-next-theme = 切换主题
action-zoom-in = 放大
action-zoom-out = 缩小
action-zoom-reset = 默认字号
action-sidebar = 显示或隐藏左侧面板
action-detail = 显示或隐藏矿机面板
action-demo = 启动演示矿场
action-demo-reason = 只在没有矿机时可用
action-shortcuts = 键盘快捷键
action-about = 关于 Rackhand
action-quit = 退出
