### 命令行。

cli-planned = 已计划
