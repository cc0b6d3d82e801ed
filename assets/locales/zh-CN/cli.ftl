### 命令行。

cli-outcome = 结果
cli-message = 说明
