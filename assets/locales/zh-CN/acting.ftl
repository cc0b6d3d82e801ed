### Acting on machines: commands, their forms and previews, batches and their results.

## The groups of commands

command-group-pools = 矿池
command-group-power = 功率
command-group-led = 指示灯
command-group-restart = 重启
command-group-firmware = 固件
command-group-logs = 日志
command-group-password = 密码
command-group-network = 网络
command-group-more = 更多

## The commands

command-update_pools = 设置矿池
command-update_pools-about = 设置三个矿池及其矿工名；矿机立即切换
command-power_off = 停止挖矿
command-power_off-about = 算力板断电，直到重新开始挖矿
command-power_on = 开始挖矿
command-power_on-about = 开始挖矿；几分钟后达到满算力
command-pre_power_on = 预热
command-pre_power_on-about = 在启动前预热已停止的矿机
command-set_low_power = 低功耗模式
command-set_low_power-about = 一到十分钟后生效
command-set_normal_power = 普通模式
command-set_normal_power-about = 一到十分钟后生效
command-set_high_power = 高功率模式
command-set_high_power-about = 一到十分钟后生效。并非所有型号都支持，并且需要 230 V
command-adjust_power_limit = 功率上限
command-adjust_power_limit-about = 长期限制功率。99,999 为默认上限
command-set_power_pct = 功率百分比，快速
command-set_power_pct-about = 一秒内粗略降低功率，到下次重启为止。高于 100 仅限液冷
command-set_power_pct_v2 = 功率百分比，平缓
command-set_power_pct_v2-about = 几分钟内平缓降低功率，到下次重启为止。高于 100 仅限液冷
command-set_power = 目标功率
command-set_power-about = 以此功率为目标，到下次重启为止
command-restore_power_pct = 恢复满功率
command-restore_power_pct-about = 取消功率百分比
command-set_target_freq = 目标频率
command-set_target_freq-about = 长期调整芯片的目标频率
command-adjust_upfreq_speed = 升频速度
command-adjust_upfreq_speed-about = 用于下次升频：0 为默认，9 或 10 最快也最不稳定
command-enable_btminer_fast_boot = 开启快速启动
command-enable_btminer_fast_boot-about = 从下次启动起，不搜频直接挖矿
command-disable_btminer_fast_boot = 关闭快速启动
command-disable_btminer_fast_boot-about = 从下次启动起，照常开始挖矿
command-set_poweroff_cool = 停机散热
command-set_poweroff_cool-about = 停止挖矿后风扇是否继续散热
command-set_fan_zero_speed = 允许风扇停转
command-set_fan_zero_speed-about = 矿机温度低时风扇是否可以停转
command-set_temp_offset = 温度偏移
command-set_temp_offset-about = 调整风扇的目标温度
command-set_heat_mode = 制热模式
command-set_heat_mode-about = 液冷矿机如何发热：防结冰或供热
command-enable_btminer_init = 开机自动挖矿
command-enable_btminer_init-about = 矿机启动后自动开始挖矿
command-disable_btminer_init = 开机后等待
command-disable_btminer_init-about = 矿机启动后等待，直到手动开始挖矿
command-set_led = 指示灯
command-set_led-about = 让指示灯闪烁以便找到矿机，或恢复自动
command-restart_btminer = 重启挖矿程序
command-restart_btminer-about = 重启挖矿程序，不重启矿机
command-reboot = 重启矿机
command-reboot-about = 重启整台矿机
command-update_firmware = 固件
command-update_firmware-about = 安装固件：矿机重启，两到五分钟后恢复
command-download_logs = 下载日志
command-download_logs-about = 打包矿机日志并下载到本机
command-update_pwd = 密码
command-update_pwd-about = 修改管理员密码：最多八个字母、数字或下划线
command-net_config = 地址
command-net_config-about = 通过 DHCP 或固定值设置地址
command-set_hostname = 主机名
command-set_hostname-about = 为矿机命名；下次重启后网络中可见
command-set_zone = 时区
command-set_zone-about = 下次重启后生效。UTC+8 写作 CST-8
command-load_log = Syslog 服务器
command-load_log-about = 从现在起把矿机日志发送到 syslog 服务器
command-enable_web_pools = 网页改矿池：允许
command-enable_web_pools-about = 允许在矿机网页上修改矿池
command-disable_web_pools = 网页改矿池：禁止
command-disable_web_pools-about = 禁止在矿机网页上修改矿池
command-set_customer_msg = 矿机内的文字
command-set_customer_msg-about = 在矿机中保存您的一段文字
command-factory_reset = 恢复出厂设置
command-factory_reset-about = 清除一切：矿池、网络、密码。API 开关会关闭，用 WhatsMinerTool 重新打开之前 Rackhand 无法写入该矿机

## What a command does to the machine's work

effect-none = 矿机继续挖矿，不重启
effect-btminer-restarts = 挖矿程序重启：一到十分钟无算力
effect-stops = 停止挖矿，直到重新开始
effect-reboots = 矿机重启：一到三分钟后恢复
effect-moves-address = 矿机重启，之后地址可能改变

## Parameters

parameter-pool1 = 矿池 1 地址
parameter-worker1 = 矿池 1 矿工名
parameter-passwd1 = 矿池 1 密码
parameter-pool2 = 矿池 2 地址
parameter-worker2 = 矿池 2 矿工名
parameter-passwd2 = 矿池 2 密码
parameter-pool3 = 矿池 3 地址
parameter-worker3 = 矿池 3 矿工名
parameter-passwd3 = 矿池 3 密码
parameter-power_limit = 功率上限
parameter-percent = 百分比
parameter-power = 功率
parameter-upfreq_speed = 速度
parameter-poweroff_cool = 停机散热
parameter-fan_zero_speed = 允许风扇停转
parameter-temp_offset = 温度偏移
parameter-mode = 模式
parameter-period = 周期
parameter-duration = 亮灯时长
parameter-start = 延迟开始
parameter-ip = IP 地址
parameter-mask = 子网掩码
parameter-gate = 网关
parameter-dns = DNS 服务器
parameter-host = 主机名
parameter-hostname = 主机名
parameter-timezone = 时区
parameter-zonename = 时区名称
parameter-port = 端口
parameter-proto = 协议
parameter-key = 位置
parameter-val = 文字
choice-0 = 关
choice-1 = 开
choice-auto = 自动
choice-red = 红灯闪烁
choice-green = 绿灯闪烁
choice-blinking = 闪烁
choice-dhcp = DHCP
choice-static = 固定
choice-udp = UDP
choice-tcp = TCP
choice-low = 低
choice-normal = 普通
choice-high = 高
choice-on = 开
choice-off = 关
choice-stopped = 已停止
choice-running = 运行中
choice-anti-icing = 防结冰
choice-heating = 供热

## Mistakes in values

parameter-error-missing = 缺少值
parameter-error-not-a-number = 不是整数
parameter-error-out-of-range = 必须在 { $min } 到 { $max } 之间
parameter-error-too-long = 超过矿机允许的 { $max } 字节
parameter-error-bad-character = 矿机不接受字符 { $character }
parameter-error-space = 此处矿机不接受空格
parameter-error-not-a-choice = 不在可选项中
parameter-error-not-an-address = 不是 IPv4 地址
parameter-error-not-a-pool = 矿池地址的格式如 stratum+tcp://host:3333
parameter-error-unknown = 该命令没有此值
template-error-brace = 花括号不成对
template-error-no-such = 没有占位符 { $name }
template-error-not-known = 该矿机的 { $name } 未知

## Why a machine can't

cannot-needs-api = 需要 API { $version } 或更新
cannot-air-only = 仅限风冷矿机
cannot-liquid-only = 仅限液冷矿机
cannot-too-much = 最多 { $most }
cannot-switch-off = API 开关已关闭
cannot-factory-password = 仍是出厂密码
cannot-workers-unknown = 矿工名未知；请重新读取
cannot-limit-unknown = 当前功率上限未知；请重新读取
cannot-factory-power-unknown = 出厂功率未知：已设置上限，或尚未读取

## The action bar

act-select-first = 请先选择矿机
act-none-takes = 所选矿机均不支持：{ $reason }
action-pools = 设置矿池…
action-power = 设置功率…
action-led = 闪烁指示灯…
action-restart = 重启…
action-logs = 下载日志…
palette-command = { $group }：{ $command }

## The form

targets-only-shown = 只保留显示的
targets-doubtful = { $count } 台矿机没有应答，最长 { $age }，其地址可能已属于其他矿机，请先扫描
targets-leave-out = 不包括这些矿机
targets-scan = 现在扫描
act-selected = 已选 { $count } 台矿机
act-do = { $command }：{ $count } 台矿机
act-nothing = 所选矿机均不支持
act-range = { $min } 到 { $max } { $unit }
act-of-present = 按每台矿机当前上限
act-of-factory = 按每台矿机出厂功率
act-share-present = 每台矿机按自身当前上限的比例设置；重复发送会再次叠加
act-share-factory = 每台矿机按自身出厂功率的比例设置
act-pool = 矿池 { $number }
act-keep-workers = 只改地址，保留每台矿机的矿工名
act-account = 账户
act-account-hint = 账户占位符的值
act-placeholders = 插入
act-placeholders-for = 在{ $field }中插入占位符
act-doubles = { $count } 台矿机将共用 { $value }
act-no-doubles = { $count } 个不同的名称
placeholder-account = 账户
placeholder-ip = IP 地址
placeholder-ip1 = 地址的第一段
placeholder-ip2 = 地址的第二段
placeholder-ip3 = 地址的第三段
placeholder-ip4 = 地址的第四段
placeholder-mac = MAC 地址
placeholder-sn = 序列号
placeholder-hostname = 主机名
placeholder-location = 名称或位置
placeholder-n = 在所选中的序号
presets-choose = 预设
presets-loaded = 预设：{ $name }
presets-none = 尚未保存预设
presets-save = 存为预设
presets-name = 预设名称
presets-hint = 不保存矿池密码
presets-delete = 删除预设 { $name }
lights-minutes = 几分钟后恢复自动
lights-never = 留空：不恢复
lights-error = 分钟数在 1 到 1,440 之间，或留空
lights-back = 指示灯恢复自动
logs-folder = 日志文件夹
logs-folder-missing = 输入或选择日志文件夹
logs-folder-new = 还没有这个文件夹；将自动创建
logs-folder-file = 这是一个文件，请选择文件夹
logs-names = 每台矿机一个文件，以地址、MAC 和时间命名

## How carefully

care-title = 谨慎程度
care-at-once = 同时处理台数
care-pause = 间隔，毫秒
care-canary = 先试台数
care-stop-at = 失败超过 % 停止
care-never = 不停止
care-password = 密码
care-password-fitting = 自动匹配
care-password-set = 已保存的
care-password-typed = 手动输入
care-password-field = 本批次的密码
care-password-hint = 仅用于本批次，不会保存
care-password-none = 还没有保存任何密码，因此无法打开矿机
care-password-type = 为本批次输入
care-password-missing = 选择或输入密码

## Confirming

confirm-danger = { $command }：{ $count } 台矿机，无法从这里撤销

## The preview

preview-told = { $count } 台就绪
preview-same = { $count } 台已如此
preview-cannot = { $count } 台不支持
preview-working = 正在计算变更
preview-fill-in = 填写表单以查看将向哪些矿机发送什么
preview-leave-out = 跳过已如此的矿机
preview-more-changes = 以及另外 { $count } 项变更
preview-obstacle = { $reason }：{ $count } 台矿机
preview-first = 前 { $shown } 台，共 { $count } 台
preview-address = IP
preview-state = 状态
preview-ready = 就绪
preview-gone = 已不在列表中

## Batches

outcome-done = 完成
outcome-accepted = 已接受
outcome-refused = 被拒绝
outcome-unreachable = 无法连接
outcome-unknown = 未知
outcome-skipped = 跳过
state-waiting = 等待中
state-not-ready = 尚未就绪
state-sending = 发送中
state-reading-back = 回读中
state-transfer = 发送 { $share } %
state-tokens-full = 令牌表已满，直到 { $time }
batch-title = 结果
batch-show = 查看
batch-cancel = 取消
batch-stop = 停止
batch-stopped = 已停止
batch-go-on = 继续
batch-close = 关闭此批次
batch-progress = { $ended } / { $total }
batch-of = { $count } { $outcome }
batch-all = 总计
batch-open = 未结束
batch-asks-canary = 前 { $ended } 台已结束：{ $done } 台完成，{ $failed } 台失败。继续其余 { $left } 台？
batch-asks-failed = { $ended } 台中有 { $failed } 台失败。继续其余 { $left } 台？
batch-outcome = 结果
batch-words = 矿机答复
batch-mac = MAC
batch-reasons = 原因
batch-reason = { $count } × { $words }
batch-reasons-more = 另有 { $count } 台因其他原因
batch-moved = 现位于 { $address }
batch-wrong-password = 密码错误
batch-wrong-passwords = 密码打不开 { $count } 台矿机
batch-another-password = 换一个密码…
batch-switched-off = { $count } 台矿机的 API 开关已关
batch-select-failed = 选择失败的 { $count } 台
batch-again = 重试 { $count } 台
batch-copy = 复制
batch-csv = 存为 CSV…
batch-json = 存为 JSON…
batch-file = rackhand-results
batch-no-file-window = 本机未能打开文件窗口；请用“复制”
batch-toast = { $title }：{ $total } 台中完成 { $done } 台
batch-toast-failed = { $title }：{ $total } 台中完成 { $done } 台，失败 { $failed } 台

## Leaving

leaving-title = 工作仍在进行，要退出吗？
leaving-batch = { $title }：{ $left } 台矿机未结束
leaving-batch-hint = 已发送的会在矿机中继续；其余不再发送
leaving-lights = { $count } 台矿机的指示灯会继续闪烁
leaving-lights-back = 立即恢复自动
leaving-do = 退出
