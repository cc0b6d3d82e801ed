### The panel at the right: one machine looked at closely.

detail-empty-title = 未选择矿机
detail-empty-hint = 点击一行，或用方向键移动，即可查看单台矿机

# Tabs
detail-tab-overview = 概览
detail-tab-pools = 矿池
detail-tab-trend = 趋势
detail-tab-history = 历史
detail-tab-raw = 原始

# Head
detail-location-add = 添加位置
detail-location-edit = 修改位置
detail-location-name = 矿机的名称或位置
detail-location-hint = C2·R01·10
detail-model-unknown = 型号未知
detail-status-since = 自 { $time } 起
detail-read-at = 读取于 { $time }
detail-read-again = 重新读取
detail-reading = 正在读取…
detail-open-web = 打开网页后台
detail-copy = 复制{ $what }
detail-save = 保存
detail-cancel = 取消

# What is wrong with what we know
detail-lost-title = 自 { $time } 起无应答
detail-lost-body = 以下数据是 { $age }前的
detail-lost-silent = 扫描时此地址无应答
detail-lost-silent-advice = 请检查电源和网线
detail-lost-moved = 地址变了的矿机，扫描其网段后会按 MAC 地址重新认出
detail-restored-title = 来自上次会话
detail-restored-body = 以下数据是 { $age }前的。请扫描其网段，或重新读取
detail-partial-title = 应答不完整
detail-partial-body = 上一次应答被截断或已损坏。没有收到的值显示为 –

# Why there is no reading, and what to do
failure-timed-out = 未在规定时间内应答
failure-timed-out-advice = 请检查电源和网线；如果同一交换机上的其他矿机也慢，请在设置中延长等待时间
failure-refused = 主机在线，但 API 端口没有服务
failure-refused-advice = 如果正在启动，请等两分钟；否则请在网页后台打开 API，或重启矿机
failure-unreachable = 网络无法到达该地址
failure-unreachable-advice = 请确认本机在同一网络中，并检查到交换机的网线
failure-closed = 应答未完就断开了连接
failure-closed-advice = 请重新读取；如果仍然如此，请重启挖矿程序或升级固件
failure-too-long = 应答超过了矿机可能的长度
failure-too-long-advice = 请确认该地址是矿机；端口上可能是别的设备
failure-btminer-down = 挖矿程序 btminer 没有运行
failure-btminer-down-advice = 它可能已停止、正在重启或启动中；如果五分钟后仍然如此，请重启矿机
failure-answered = 矿机返回了错误
failure-answered-advice = 请重新读取；如果仍然如此，请复制原始应答交给售后
failure-bad-reply = 无法理解它的应答
failure-bad-reply-advice = 请重新读取；如果仍然如此，请复制原始应答交给售后
failure-other-device = 这不是 WhatsMiner 矿机
failure-other-device-advice = 请把该地址从网段中去掉
failure-wrong-password = 密码不正确
failure-wrong-password-advice = 请查明是谁改了密码；控制板上的按键可以恢复出厂密码
failure-switch-off = API 开关已关闭，矿机不接受命令
failure-switch-off-advice = 请先修改出厂密码，再用 WhatsMinerTool 打开 API
failure-tokens-full = 矿机暂时不再发放令牌
failure-tokens-full-advice = 请三分钟内不要操作它；可能有其他程序正在使用
failure-unfit-password = 新密码应为 1 到 8 个字母、数字或下划线
failure-unfit-password-advice = 请换一个密码
failure-cancelled = 开始前已取消
failure-cancelled-advice = 没有发送任何内容；准备好后可重新开始
failure-out-of-sockets = 本机没有空闲的网络连接
failure-out-of-sockets-advice = 请在设置中减少同时扫描的地址数

# Overview
detail-section-boards = 算力板
detail-section-machine = 矿机
detail-section-temps = 温度与风扇
detail-section-psu = 电源
detail-section-network = 网络
detail-section-note = 备注
detail-all-well = 没有错误，各项正常
detail-errors-unknown = 尚未查询它的错误
detail-error-card = { $code } · { $meaning }
detail-error-unknown = 代码 { $code }
detail-error-unknown-advice = 这里没有它的含义；请向厂家查询，并复制原始应答交给售后
detail-error-reason = 矿机说明：{ $words }
detail-error-since = 矿机最近一次记录于 { $time }
detail-boards-none = 没有报告算力板
detail-board = 算力板 { $slot }
detail-board-missing = 未找到
detail-board-chips = { $chips } 颗芯片
detail-board-chips-of = { $found } / { $expected } 颗芯片
detail-board-chip-temp = 芯片 { $value } °C
detail-board-temp = 板 { $value } °C
detail-board-serial = SN { $serial }
detail-note-hint = 做过什么维修、订了什么配件…
detail-note-edit = 编辑备注
detail-note-name = 矿机备注

fact-rate = 算力
fact-rate-of = { $now } / { $factory } TH/s
fact-rate-average = 平均算力
fact-power = 功率
fact-power-of = { $now } W（上限 { $limit }）
fact-efficiency = 能效
fact-power-mode = 模式
fact-frequency = 频率
fact-upfreq = 升频
fact-upfreq-done = 已完成
fact-upfreq-running = 进行中
fact-upfreq-speed = 升频速度
fact-fast-boot = 快速启动
fact-elapsed = 挖矿时长
fact-uptime = 运行时长
fact-firmware = 固件
fact-api = API
fact-platform = 平台
fact-control-board = 控制板
fact-cooling = 散热
fact-cooling-air = 风冷
fact-cooling-liquid = 液冷
fact-serial = 序列号
fact-mac = MAC
fact-chip-data = 芯片型号
fact-api-switch = API 开关
fact-factory-password = 密码
fact-factory-password-yes = 出厂密码
fact-factory-password-no = 已修改
fact-chip-temp = 芯片
fact-chip-temp-value = { $min } / { $avg } / { $max } °C
fact-board-temp = 最热的板
fact-ambient = 环境
fact-liquid = 冷却液
fact-fans = 风扇
fact-fans-value = 进风 { $in } · 出风 { $out } 转/分
fact-psu-model = 型号
fact-psu-input = 输入
fact-psu-fan = 电源风扇
fact-psu-temp = 电源温度
fact-psu-serial = 序列号
fact-psu-version = 版本
fact-hostname = 主机名
fact-address-from = 地址方式
fact-address-dhcp = DHCP
fact-address-static = 静态
fact-netmask = 子网掩码
fact-gateway = 网关
fact-dns = DNS
fact-led = 指示灯
fact-led-auto = 自动
fact-on = 开
fact-off = 关
power-mode-low = 低功耗
power-mode-normal = 普通
power-mode-high = 高性能

# Values with their units
value-ths = { $value } TH/s
value-watts = { $value } W
value-joules = { $value } J/TH
value-celsius = { $value } °C
value-megahertz = { $value } MHz
value-rpm = { $value } 转/分
value-volts = { $value } V
value-amperes = { $value } A
value-percent = { $value } %

# Lengths of time
span-days = { $days } 天 { $hours } 小时
span-hours = { $hours } 小时 { $minutes } 分钟
span-minutes = { $minutes } 分钟
span-seconds = { $seconds } 秒

# Pools
detail-pools-none = 没有设置矿池
detail-pools-unknown = 尚未查询它的矿池
detail-pool-number = 矿池 { $number }
detail-pool-active = 使用中
detail-pool-alive = 可用
detail-pool-dead = 不可用
detail-pool-disabled = 已关闭
detail-pool-rejecting = 拒绝
detail-pool-address = 地址
detail-pool-worker = 矿工名
detail-pool-shares = 份额
detail-pool-shares-value = 接受 { $accepted } · 拒绝 { $rejected } · 过期 { $stale }
detail-pool-rejected = 拒绝率
detail-pool-last-share = 最近份额
detail-pool-last-share-value = { $age }前
detail-pool-difficulty = 难度

# Trend
detail-trend-rate = 算力，TH/s
detail-trend-power = 功率，W
detail-trend-temp = 最热芯片，°C
detail-trend-factory = 出厂 { $value }
detail-trend-limit = 上限 { $value }
detail-trend-empty = 还没有可画的数据
detail-trend-empty-hint = 每次读取增加一个点；打开定时监控即可积累数据
detail-trend-point = { $time } · { $value }
detail-trend-summary = { $what }：当前 { $now }，最低 { $low }，最高 { $high }

# History
detail-history-empty = 打开窗口以来没有出现过错误
detail-history-empty-hint = 时有时无的错误会连同时间记录在这里
detail-history-gone = { $error }：已消失
detail-history-first = 首次出现于 { $time }

# Raw
detail-raw-fetch = 读取原始应答
detail-raw-fetch-again = 重新读取
detail-raw-fetching = 正在读取…
detail-raw-hint = 矿机对每个查询的原话，可附在售后工单中。其中不含密码
detail-raw-copy-all = 全部复制
detail-raw-at = 读取于 { $time }
detail-raw-reply = { $command } 的应答
