### Dialogs and the palette.

## Common to all dialogs

dialog-cancel = 取消
dialog-save = 保存
dialog-close = 关闭
dialog-done = 完成
dialog-name = 名称
dialog-name-missing = 请输入名称
dialog-name-taken = 已有同名项
dialog-choose-file = 选择…
dialog-file-path = 文件路径
dialog-path-missing = 请输入路径或选择文件
dialog-path-no-folder = 没有这个文件夹
export-path-folder = 这是一个文件夹，请输入文件名
dialog-no-file-window = 本机打不开文件窗口。请在此输入路径，或把文件拖到窗口上
dialog-move-up = 上移{ $what }
dialog-move-down = 下移{ $what }
dialog-delete-what = 删除{ $what }

## Ranges

ranges-title = 网段
ranges-hint = 勾选的网段会一起扫描
ranges-new = 新建网段
ranges-new-name = 网段 { $number }
ranges-none = 还没有命名的网段。请新建一个，或导入文件
ranges-addresses = 地址
ranges-examples = 10.1.2.3 · 10.1.2.0/24 · 10.1.2.1-80 · 10.1.2.1-10.1.3.80 · 10.1.2-4.* · 末尾可加 “:端口”，之间用逗号或换行分隔
ranges-missing = 请至少输入一个地址
ranges-count = { $count } 个地址
ranges-ticked = 已勾选 { $count } 个地址
ranges-on = 扫描{ $name }
ranges-edit = 编辑{ $name }
ranges-import = 导入列表…
ranges-export = 导出列表…
ranges-import-file = 从文件读取地址
ranges-export-file = 把网段写入文件
ranges-file-kind = 地址列表
ranges-import-title = 导入地址
ranges-export-title = 导出网段
ranges-imported = 已从 { $file } 读取 { $count } 个地址
ranges-exported = 已写入 { $file }
ranges-errors = { $count } 个网段需要修正

## Columns

columns-title = 列
columns-search = 查找列
columns-shown = 已显示，从左到右
columns-hidden = 已隐藏
columns-reset = 恢复默认列
columns-layout-name = 为这些列命名
columns-layout-save = 保存为布局
columns-layout-delete = 删除布局{ $name }
columns-layout-use = 使用布局{ $name }
columns-layouts = 布局
columns-count = 显示 { $shown } / { $all } 列
columns-at-least-one = 请至少保留一列

## Saved views

views-title = 保存的视图
views-save-now = 保存当前筛选
views-filter-none = 没有设置筛选，会显示所有矿机
views-name-hint = 偏弱 M50
views-add = 添加
views-none = 还没有保存视图
views-name-of = 视图{ $name }的名称
views-filter-of = 视图{ $name }的筛选

## Settings

settings-title = 设置
settings-look = 外观
settings-language = 语言
settings-language-system = 跟随系统
settings-theme = 主题
theme-system = 跟随系统
theme-dark = 深色
theme-light = 浅色
theme-sunlight = 阳光下
settings-type-size = 字号
settings-rows = 行高
rows-compact = 紧凑
rows-normal = 标准
rows-large = 宽大
settings-renderer = 绘图方式
renderer-auto = 自动选择
renderer-glow = OpenGL
renderer-wgpu = Vulkan、Metal 或 Direct3D
settings-renderer-hint = 下次启动时生效
settings-scanning = 扫描
settings-monitor = 定时重新读取所有矿机
settings-monitor-every = 每 { $interval }
settings-in-flight = 同时扫描的地址数
settings-timeout = 等待应答
settings-automatic = 自动
settings-automatic-for = { $what }：自动
settings-unit-ms = 毫秒
settings-thresholds = 健康
settings-thresholds-hint = 超出这些界限的矿机算作偏弱或故障；计数会立即更新
settings-thresholds-reset = 恢复默认值
settings-threshold-default = 默认 { $value }

# The limits of health
threshold-rate = 算力低于出厂值的此比例时为偏弱
threshold-board-rate = 单板低于其算力的此比例时为偏弱
threshold-chips-missing = 单板缺少这么多芯片起为偏弱
threshold-chip-hot = 芯片达到此温度起为偏弱
threshold-chip-critical = 芯片达到此温度起为故障
threshold-board-hot = 板温达到此温度起为偏弱
threshold-board-critical = 板温达到此温度起为故障
threshold-fan-dead = 风扇低于此转速时为故障
threshold-fan-slow = 风扇低于另一风扇的此比例时为偏弱
threshold-rejects = 拒绝率高于此值时为偏弱
threshold-shares = 份额达到此数后才计算拒绝率
threshold-ramp = 启动后这段时间内不按算力判断
threshold-idle = 功率低于此值时为停止而非故障
value-minutes = { $value } 分钟

## Export

export-title = 导出
export-format = 格式
export-format-csv = CSV
export-format-xlsx = Excel
export-format-json = JSON
export-format-csv-hint = 文本表格，到处都能打开
export-format-xlsx-hint = 工作簿，数字保持为数字
export-format-json-hint = 每台矿机一个对象，包含所有已知的值
export-rows = 矿机
export-rows-shown = 已显示（{ $count }）
export-rows-selected = 已选择（{ $count }）
export-rows-all = 全部（{ $count }）
export-columns = 列、列的顺序和排序与表格一致
export-file-name = rackhand-{ $date }
export-do = 导出 { $count } 台矿机
export-nothing = 没有可导出的矿机
export-replaces = 已有同名文件，将被替换

## Keyboard

shortcuts-title = 键盘快捷键
shortcuts-search = 查找快捷键
shortcuts-grid = 在表格中
shortcut-move = 移到另一台矿机
shortcut-mark = 移动时一并选择
shortcut-toggle = 选择矿机或取消选择
shortcut-page = 上翻或下翻一页
shortcut-ends = 第一台或最后一台
shortcut-accept = 确认对话框
shortcut-close = 关闭对话框，离开输入框

## About

about-title = 关于 Rackhand
about-version = 版本 { $version }
about-what = 用一台笔记本管理 WhatsMiner 矿场：找到矿机，看清问题，一次处理上千台
about-private = 数据不会离开本机：Rackhand 只与您给出的地址通信
about-settings-folder = 设置和上次的矿机列表保存在
about-licence = 自由软件，采用 MIT 或 Apache 2.0 许可；内置字体为 Noto，采用 SIL 开放字体许可
about-others = 程序中的第三方作品（{ $count }）
about-search = 查找软件库或许可
about-nothing-found = 没有找到
about-work = 名称
about-work-version = 版本
about-work-licence = 许可
about-back = 返回列表

## Palette

palette-title = 命令面板
palette-hint = 输入命令、保存的视图或列名
palette-none = 没有匹配项
palette-view = 视图：{ $name }
palette-layout = 布局：{ $name }
palette-sort = 按{ $column }排序
palette-language = 语言：{ $name }
palette-keys = ↑ ↓ 选择 · Enter 执行 · Esc 关闭

## 程序错误

fault-title = Rackhand 出错
fault-what = Rackhand 出错，一个任务已终止
fault-do = 其余照常运行。已发送给矿机的内容都在日志簿中：重复操作前请先查看。
fault-stuck = 如果任务停滞不动，请重新启动 Rackhand
fault-report = 供支持使用的报告
fault-send = 请把此文件发给支持人员。文件只说明错误在程序中的位置，不含密码
fault-no-report = 未能保存报告，请把以下内容发给支持人员
fault-open-folder = 打开文件夹
fault-copy-path = 复制路径
