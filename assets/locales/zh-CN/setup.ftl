### Passwords, access to the API, firmware, addresses, and the journal.

## What can be done

action-api-setup = API 设置…
action-passwords = 密码组…
action-change-password = 修改密码…
action-firmware = 固件…
action-network-plan = 地址…
action-journal = 日志簿…

## Common to these dialogs

setup-state = 状态
setup-not-checked = 未检查
secret-show = 显示
secret-hide = 隐藏
secret-show-what = 显示{ $what }
secret-hide-what = 隐藏{ $what }
setup-confirm-type = 输入 { $number } 以确认
setup-confirm-field = 矿机数量
setup-confirm-missing = 输入矿机数量以确认

## States of access, and what to do next

access-ready = 就绪
access-ready-next = 已有密码可以登录，也没有迹象表明开关已关
access-switch-off = 开关已关
access-switch-off-next = 只有 WhatsMinerTool 能打开 API 开关：
access-factory-password = 出厂密码
access-factory-password-next = 先修改密码。若矿机拒绝，说明开关也关着：列出后可看步骤
access-wrong-password = 密码错误
access-wrong-password-next = 密码组里没有一个能登录。请输入它们现有的密码
access-no-api = 无 API
access-no-api-next = API 端口没有应答：矿机关机、正在启动，或不是 WhatsMiner
access-unknown = 未知
access-unknown-next = 无法判断。原因在每台矿机旁边；请稍后再检查

## API setup

api-title = API 设置
api-for-marked = 已选 { $count } 台矿机
api-for-all = 未选矿机，因此是全部 { $count } 台
api-check = 重新检查
api-checking = 正在检查
api-again = 再查这些
api-list = 列出
api-list-all = 列出全部
api-enter-password = 输入密码…
api-copy-addresses = 复制 { $count } 个地址
api-step-select = 在 WhatsMinerTool 中搜索并勾选这些矿机，地址可在下方复制
api-step-password = Password 页：账号 admin，旧密码 admin，新密码输入两次（最多 8 个字母、数字或下划线），然后点 Start Update
api-step-switch = Remote Ctrl 页的 Miner API Switch：选 Enable，再点 OK
api-step-check = API 列显示 ON。如果密码是新的，在这里的密码组中输入，然后重新检查
api-step-note = 只在矿机网页上修改密码是不够的
api-watch-title = 守候
api-watch-about = 未就绪的矿机每 10 秒重新检查一次，关闭此窗口后也继续
api-watch-change = 矿机就绪后修改其密码
api-watch-pools = 然后按预设设置矿池
api-watch-limit = 然后设置功率上限
api-watch-limit-field = 功率上限，W 或 %
api-watch-limit-hint = 3200、-10% 或 90% factory
api-watch-no-presets = 尚未保存矿池预设：请先在矿池表单中保存
api-watch-choose-preset = 请选择矿池预设
api-watch-batch = 就绪后：{ $what }
api-watch-start = 守候 { $count } 台矿机
api-watch-stop = 停止守候
api-watching = 等待 { $waiting } 台 · 已就绪 { $ready } 台 · { $seconds } 秒后再查
api-became-ready = { $count ->
    [one] { $address } 已就绪
   *[other] { $count } 台矿机已就绪，首台 { $address }
}
api-go-on = 继续处理 { $count } 台就绪矿机
api-go-on-about = 选中就绪的矿机，然后在表格下方的栏中选择操作

## Password sets

passwords-title = 密码组
passwords-place-asking = 正在查看密码可以存放在哪里
passwords-place-system = 密码保存在本机的钥匙串中，不写入 Rackhand 的任何文件
passwords-place-kernel = 密码由系统内核保存：本机重启后就没有了
passwords-place-none = 本机没有钥匙串，密码不会保存；仅本次使用的密码在关闭 Rackhand 前有效（{ $words }）
passwords-place-session = 密码仅在关闭 Rackhand 前有效，不会保存到任何地方
passwords-empty = 还没有密码组
passwords-about = 一组就是一个 admin 密码和它适用的矿机。向矿机发送命令前，会依次尝试适用的密码组
passwords-new = 新密码组
passwords-name-hint = 3 号厂房
passwords-password = 密码
passwords-keep-hint = 不变
passwords-fits = 适用范围
passwords-everywhere = 所有矿机
passwords-ranges = 这些地址
passwords-machine = 一台矿机
passwords-machine-field = 矿机的 MAC 或地址
passwords-machine-bad = 这既不是 MAC 也不是地址
passwords-session-only = 仅本次使用：在内存中保留到关闭 Rackhand
passwords-save = 保存此组
passwords-remove-really = 确定忘记 { $name } 的密码
passwords-mark-session = 仅本次
passwords-mark-changing = 修改密码尚未完成；新旧密码都保留着
passwords-earlier = 保留着 { $count } 个以前的密码，用于没有修改的矿机
passwords-earlier-full = 已存满：再次修改之前，请先忘记以前的密码
passwords-earlier-forget = 忘记以前的密码…
passwords-earlier-warn = 当时断电、不在场或没有选中的矿机可能仍用其中一个密码，以后将无法登录。此操作无法撤销
passwords-earlier-keep = 保留
passwords-earlier-really = 忘记 { $name } 的 { $count } 个以前的密码
passwords-unsaved = 密码尚未保存
passwords-partner-open = 合作客户端…
passwords-partner = 合作客户端
passwords-partner-about = 用于 MicroBT 给过客户端名称和密钥的公司。有了它们，Rackhand 可以请矿机开放 API 写入。没有就留空
passwords-partner-name = 客户端名称
passwords-partner-secret = 客户端密钥
passwords-partner-save = 保存客户端
passwords-partner-forget = 忘记 { $name }

## A new password

change-password-title = 修改密码
change-password-about = 新密码先存放在旧密码旁边。逐台通知矿机，并用新的登录验证。两个密码都留在组里，无论在哪一步中断，总有一个能登录。挖矿不受影响
change-password-set = 保存新密码的密码组
change-password-set-hint = 3 号厂房
change-password-set-known = { $name } 组把旧密码和新密码一起保留，用于这次不修改的矿机
change-password-set-full = { $name } 组已存满。如果这是另一个密码，请先在密码组里忘记以前的密码
change-password-set-new = { $name } 是新的密码组
change-password-no-set = 请给保存它的密码组起名
change-password-present = 当前密码
change-password-present-known = 来自密码组
change-password-present-factory = 出厂密码 (admin)
change-password-none = 这些矿机都无法接收
change-password-left-out = { $count } 台矿机不在内；见 API 设置
change-password-do = 修改 { $count } 台矿机
passwords-new-one = 新密码
passwords-again-one = 再次输入新密码
passwords-rule-one = 最多 8 个字母、数字和下划线：矿机不接受其他字符
passwords-missing-one = 请输入密码
passwords-bad-character-one = 只能用字母 A 到 Z、数字和下划线
passwords-too-long-one = 最多 8 个字符
passwords-is-factory-one = 这是出厂密码，矿机会因此拒绝命令
passwords-differs-one = 两次输入不一致

## Firmware

firmware-title = 固件
firmware-about = 每台矿机得到文件中适合其平台的部分，然后重启，两到五分钟后恢复。之后读取其版本
firmware-files = 文件
firmware-choose = 选择固件文件
firmware-file-kind = 固件
firmware-read = 读取文件
firmware-reading = 正在读取
firmware-drop = 选择文件、输入路径，或把文件拖到窗口上
firmware-combined = { $size } MB · 适用于 { $platforms }
firmware-single = { $size } MB · 只适用一个平台，文件没有写明
firmware-vouch = 我确定它适合这些矿机
firmware-machines = 矿机
firmware-platform = 平台
firmware-present = 当前版本
firmware-count = 数量
firmware-will = 将安装
firmware-will-get = { $file }
firmware-will-same = 已是此版本（{ $file }）
firmware-same-hint = 版本与文件名相同的矿机没有勾选；需要重装时请勾选
firmware-blocked-no-file = 还没有文件
firmware-blocked-platform = 文件适用于 { $platforms }
firmware-blocked-unknown = 矿机没有报告平台；请重新读取
firmware-blocked-vouch = 文件没有写明平台；请勾选确认适合
firmware-no-file = 请选择固件文件
firmware-nothing = 没有勾选矿机
firmware-batch = 固件 { $files }
firmware-do = 安装到 { $count } 台矿机

## Addresses

network-title = 地址
network-mode-series = 依次分配
network-mode-dhcp = DHCP
network-mode-table = 按表格
network-dhcp-about = 矿机今后向 DHCP 服务器要地址，之后按 MAC 地址重新找到
network-start = 起始地址
network-start-bad = 请输入起始地址，例如 10.1.2.10
network-step = 间隔
network-step-bad = 间隔是 1 以上的数字
network-mask = 掩码
network-gateway = 网关
network-dns = DNS 服务器
network-address-bad = 这不是地址
network-empty-keeps = 留空的项目保持每台矿机现有的值
network-table = 表格
network-table-about = 每台矿机一行，用逗号、分号或制表符分隔。标题行说明各列：MAC 或当前 IP、新 IP、掩码、网关、DNS、主机名、位置
network-import = 导入表格…
network-template = 复制矿机现状表格
network-file-kind = 表格
network-line-bad = 第 { $line } 行：{ $text } 无法读取
network-lines-more = 还有 { $count } 行
network-lines-bad = { $count } 行无法读取
network-stranger = 第 { $line } 行：{ $name } 不在列表中
network-count-sent = { $count } 台将更改
network-count-idle = { $count } 台已是如此
network-count-problems = { $count } 台有问题
network-count-strangers = { $count } 台不在列表中
network-now = 现在
network-will = 将变为
network-mask-gateway = 掩码 · 网关
network-stays = 不变
network-dhcp = → DHCP
network-already = 已是如此
network-ready = 就绪
network-place-only = 只在此记录
network-warning = 矿机会重启。地址、掩码或网关有误时，只能到现场处理
network-problems = { $count } 台矿机有问题
network-nothing = 没有变化
network-count-answers = { $count } 台受阻
network-ask = 向网络确认 { $count } 个地址是否空闲
network-ask-about = 逐个连接新地址的 API 端口：应答或拒绝即视为已占用；不发送任何数据
network-ask-again = 再次确认
network-ask-first = 请先确认 { $count } 个新地址是否空闲
network-asking = 已确认 { $done } / { $total } 个地址
network-all-free = 新地址均无应答
network-answers = { $count } 台矿机无法迁移：新地址已被占用
network-answers-choose = 请另选地址，或排除 { $count } 台矿机
network-leave-out = 排除这 { $count } 台矿机并继续
network-change = 更改地址
network-do = 更改 { $count } 台矿机
network-do-places = 记录 { $count } 个位置
network-problem-double = 本计划中地址重复
network-problem-taken = 已被另一台矿机占用
network-problem-mask-missing = 缺少掩码
network-problem-mask-bad = 这不是掩码
network-problem-gateway-missing = 缺少网关
network-problem-gateway-outside = 网关在另一子网
network-problem-is-gateway = 是网关的地址
network-problem-not-a-host = 不能给矿机用
network-problem-out-of-addresses = 地址用完了
network-problem-hostname-bad = 名称：字母、数字、连字符
network-problem-dns-bad = DNS 服务器不是地址
network-problem-named-twice = 表中矿机重复
network-problem-answers = { $address } 已有设备应答
network-problem-stays-taken = { $address } 上的矿机不会离开

## The journal

journal-title = 日志簿
journal-search = 搜索：标题、命令、地址、MAC
journal-any = 任何结果
journal-reading = 正在读取
journal-empty = 还没有操作。每一批在发送前都会记在这里
journal-nothing = 没有符合的批次
journal-when = 时间
journal-what = 内容
journal-machines = 矿机
journal-end = 结束
journal-outcomes = 各结果
journal-outcome = 结果
journal-words = 说明
journal-interrupted = 已中断
journal-running = 进行中
journal-cancelled = 已取消
journal-finished = 已完成
journal-open = 不明
journal-back = ← 所有批次
journal-select-failed = 选中 { $count } 台失败的矿机
journal-copy = 复制为表格
journal-export = 导出…
journal-write = 写入文件
journal-file-kind = 表格和 JSON
journal-file-name = 日志簿 { $date }
journal-banner = “{ $what }”被中断：{ $doubt } 台存疑，{ $rest } 台未发送
journal-rest-selected = 已选中 { $count } 台未发送的矿机
journal-select-rest = 选中它们
journal-waiting = 未发送
journal-check = 检查它们
journal-leave = 不管
journal-show = 日志簿
journal-check-title = 检查：{ $what }
