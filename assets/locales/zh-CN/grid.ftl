### The grid: columns, states of health and their reasons, filter, selection.

## Columns: title, and what it is

column-ip = IP
column-ip-about = 最近一次应答的地址
column-location = 位置
column-location-about = 您给矿机起的名称或位置
column-status = 状态
column-status-about = 根据矿机报告和您设定的界限得出的状态
column-model = 型号
column-model-about = 矿机自报的型号
column-rate = TH/s
column-rate-about = 当前算力
column-percent = 额定 %
column-percent-about = 当前算力占出厂算力的比例
column-boards = 算力板
column-boards-about = 检测到的算力板数 / 该型号应有的数量
column-chip = 芯片
column-chip-about = 最热芯片的温度
column-fan-in = 进风
column-fan-in-about = 冷风侧风扇转速
column-fan-out = 出风
column-fan-out-about = 热风侧风扇转速
column-power = 功率
column-power-about = 矿机的耗电功率
column-efficiency = J/TH
column-efficiency-about = 每 TH 耗能，越低越好
column-errors = 错误
column-errors-about = 矿机报告的错误及代码
column-age = 数据时长
column-age-about = 这些数据距今多久
column-lost-since = 失联时间
column-lost-since-about = 矿机从何时起不再应答
column-note = 备注
column-note-about = 您为矿机写的备注
column-mac = MAC
column-mac-about = 硬件地址，IP 变化时保持不变
column-hostname = 主机名
column-hostname-about = 网络中的名称
column-dhcp = DHCP
column-dhcp-about = 地址来自 DHCP 还是在矿机上固定
column-previous-ip = 原地址
column-previous-ip-about = 矿机移动前的地址
column-serial = 序列号
column-serial-about = 矿机的序列号
column-rate-average = 平均 TH/s
column-rate-average-about = btminer 启动以来的平均算力
column-rate-factory = 额定 TH/s
column-rate-factory-about = 出厂时的算力
column-chips = 芯片数
column-chips-about = 有应答的芯片数 / 该型号应有的数量
column-frequency = 频率
column-frequency-about = 芯片平均频率
column-target-frequency = 目标频率
column-target-frequency-about = 矿机的目标频率
column-upfreq-speed = 升频速度
column-upfreq-speed-about = 升频快慢，0 为正常速度
column-upfreq-complete = 升频完成
column-upfreq-complete-about = 升频是否完成
column-fast-boot = 快速启动
column-fast-boot-about = 启动时是否跳过检测
column-uptime = 开机时长
column-uptime-about = 控制板启动至今
column-elapsed = 挖矿时长
column-elapsed-about = btminer 启动至今
column-stopped-why = 停止原因
column-stopped-why-about = 停止挖矿的原因（矿机原文）
column-power-limit = 功率上限
column-power-limit-about = 矿机允许的最大功率
column-power-mode = 功率模式
column-power-mode-about = 功率模式
column-voltage-in = 输入电压
column-voltage-in-about = 电源输入电压
column-board-temp = 算力板
column-board-temp-about = 最热算力板的温度
column-board-temps = 各板温度
column-board-temps-about = 每块算力板的温度
column-ambient = 环境
column-ambient-about = 矿机周围的空气温度
column-liquid-temp = 冷却液
column-liquid-temp-about = 冷却液温度
column-psu-temp = 电源
column-psu-temp-about = 电源温度
column-pool = 矿池
column-pool-about = 当前使用的矿池
column-worker = 矿工名
column-worker-about = 在该矿池的矿工名
column-reject = 拒绝率
column-reject-about = 被矿池拒绝的比例
column-last-work = 最近有效
column-last-work-about = 最近一次有效工作的时间
column-pool1 = 矿池 1
column-pool1-about = 第一个矿池
column-worker1 = 矿工 1
column-worker1-about = 第一个矿池的矿工名
column-pool2 = 矿池 2
column-pool2-about = 第二个矿池
column-worker2 = 矿工 2
column-worker2-about = 第二个矿池的矿工名
column-pool3 = 矿池 3
column-pool3-about = 第三个矿池
column-worker3 = 矿工 3
column-worker3-about = 第三个矿池的矿工名
column-firmware = 固件
column-firmware-about = 固件版本
column-api-version = API 版本
column-api-version-about = 矿机使用的 API 版本
column-api = API
column-api-about = 矿机是否接受命令
column-platform = 平台
column-platform-about = 控制板
column-chip-data = 芯片批次
column-chip-data-about = 芯片标识
column-psu = 电源型号
column-psu-about = 电源型号
column-psu-version = 电源版本
column-psu-version-about = 电源的版本
column-psu-serial = 电源序列号
column-psu-serial-about = 电源序列号

## Groups of columns

column-group-identity = 身份与位置
column-group-health = 健康
column-group-rate = 算力
column-group-power = 电力
column-group-cooling = 散热
column-group-pools = 矿池
column-group-equipment = 设备

## States of health

health-hashing = 正常
health-weak = 偏弱
health-faulty = 故障
health-stopped = 停止
health-api-closed = API 关闭
health-lost = 失联
health-unknown = 未知

## Words in cells

value-yes = 是
value-no = 否
value-api-on = 开启
value-api-off = 关闭
value-factory-password = 出厂密码
value-dhcp = DHCP
value-static = 固定
value-low-power = 低
value-normal-power = 普通
value-high-power = 高

## Reasons of a state

reason-silent = 不再应答
reason-unreadable = 可以连接，但无法读取
reason-not-read = 尚未读取
reason-mining-stopped = 挖矿已停止 { $why }
reason-btminer-down = btminer 未运行：已停止、正在重启或启动中
reason-idle = 没有算力且几乎不耗电：已被停止
reason-no-rate = 应有算力却没有
reason-boards-missing = 只检测到 { $found }/{ $expected } 块算力板
reason-board-dead = 算力板 { $slot } 没有算力
reason-chip-critical = 芯片 { $degrees } °C：矿机即将自我保护
reason-board-critical = 算力板 { $degrees } °C：矿机即将自我保护
reason-fan-dead = 风扇不转：{ $fan }
reason-critical-error = 错误 { $code }
reason-major-error = 错误 { $code }
reason-minor-error = 错误 { $code }，仍在工作
reason-below-rate = 算力为额定的 { $percent } %
reason-board-weak = 算力板 { $slot } 的算力为额定的 { $percent } %
reason-chips-missing = 算力板 { $slot } 只有 { $found }/{ $expected } 颗芯片
reason-chip-hot = 芯片 { $degrees } °C
reason-board-hot = 算力板 { $degrees } °C
reason-fan-slow = 风扇转速偏低：{ $fan }，{ $rpm } rpm
reason-no-pool = 没有可用的矿池
reason-pool-rejecting = 矿池拒绝工作
reason-reject-rate = { $percent } % 的工作被拒绝
reason-api-switch-off = API 开关已关闭：矿机不接受命令
reason-factory-password = 仍为出厂密码：矿机不接受命令
reason-ramping-up = 启动 { $minutes } 分钟，仍在升频
reason-address-conflict = 另一台矿机占用同一地址

## The table itself

grid-name = 矿机列表
grid-select-all = 选择所有显示的矿机
grid-sort-hint = 点击排序，Shift+点击作为次级排序，拖动可移动列
grid-hide-column = 隐藏此列
grid-sort-ascending = 升序
grid-sort-descending = 降序

## The line below the grid

selection-of = 共显示 { $shown } 台
selection-count = 已选 { $selected } 台
selection-hidden = 其中 { $hidden } 台被筛选隐藏
copied-rows = 已复制 { $count } 行
copied-text = 已复制

## Nothing to show

empty-filter-title = 没有符合筛选的矿机
empty-filter-hint = 隐藏了 { $count } 台矿机
empty-scan-title = 正在查找矿机
empty-scan-hint = 矿机应答后会显示在这里
empty-none-title = 没有矿机应答
empty-none-hint = 请检查网段、网线和本机网络

## 筛选条件的错误

filter-unknown-field = 没有这个字段
filter-missing-value = 这里缺少数值
filter-not-a-number = 这不是数字
filter-not-a-duration = 这不是时长：请写 30s、5m、2h 或 3d
filter-not-an-address = 这不是地址、地址开头或网段
filter-no-percentage = 这个字段不能用百分比
filter-no-order = 这个字段不能比较大小
filter-open-quote = 缺少右引号
filter-open-bracket = 缺少右括号
filter-stray-bracket = 这个括号没有对应的左括号
filter-missing-term = 这里缺少要查找的内容
filter-too-deep = 括号嵌套太深
