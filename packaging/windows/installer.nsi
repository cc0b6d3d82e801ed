; The installer for Windows. packaging/windows/build.sh calls it, and says there what each definition is.
;
; Installs for the one who starts it, without an administrator, with a start menu entry and an entry under "Apps". What the
; technician made (settings, machines, journal, logs) is not the program's: removing asks, and keeps it unless told
; otherwise. An update takes away first what the earlier version put there. Silent: setup.exe /S [/D=FOLDER], uninstall.exe /S, which keeps it too. Exit status 2: Rackhand is open.

Unicode true
!include "MUI2.nsh"
!include "x64.nsh"
!include "WinVer.nsh"

Name "Rackhand"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Rackhand"
InstallDirRegKey HKCU "Software\Rackhand" "Folder"
RequestExecutionLevel user
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 32
!endif
ManifestDPIAware true
ManifestSupportedOS Win10
BrandingText "Rackhand ${VERSION}"
; A program that is open can't be replaced. The installer says so and offers to try again; half of it is never left.
AllowSkipFiles off

VIProductVersion "${NUMBERS}.0"
VIAddVersionKey "ProductName" "Rackhand"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Rackhand setup"
VIAddVersionKey "LegalCopyright" "MIT OR Apache-2.0"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Rackhand"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\rackhand.exe"
; The folder that src/store/folder.rs has on Windows.
!define DATA "$LOCALAPPDATA\rackhand"
!define MUI_ICON "..\..\assets\icons\rackhand.ico"
!define MUI_UNICON "..\..\assets\icons\rackhand.ico"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION start

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The first one is for all other languages. Setup takes the language of Windows.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "Russian"

LangString tooOld ${LANG_ENGLISH} "Rackhand needs Windows 10 or later with 64 bits."
LangString tooOld ${LANG_SIMPCHINESE} "Rackhand 需要 64 位的 Windows 10 或更高版本。"
LangString tooOld ${LANG_RUSSIAN} "Rackhand работает в 64-разрядной Windows 10 или новее."
LangString isOpen ${LANG_ENGLISH} "Rackhand is open. Close it, then try again."
LangString isOpen ${LANG_SIMPCHINESE} "Rackhand 正在运行。请关闭它，然后重试。"
LangString isOpen ${LANG_RUSSIAN} "Программа Rackhand запущена. Закройте её и повторите попытку."
LangString alsoData ${LANG_ENGLISH} "Remove your data as well: settings, the list of machines, the journal of what was done, logs, reports of crashes?$\n$\n${DATA}$\n$\n$\"No$\" keeps them for a later installation. Passwords stay in the Credential Manager of Windows in any case."
LangString alsoData ${LANG_SIMPCHINESE} "是否同时删除您的数据：设置、矿机列表、操作日志、程序日志和崩溃报告？$\n$\n${DATA}$\n$\n选择“否”将保留这些数据，供以后重新安装时使用。密码始终保留在 Windows 凭据管理器中。"
LangString alsoData ${LANG_RUSSIAN} "Удалить и ваши данные: настройки, список машин, журнал действий, журналы программы и отчёты о сбоях?$\n$\n${DATA}$\n$\n«Нет» сохранит их для следующей установки. Пароли в любом случае остаются в диспетчере учётных данных Windows."

!macro open UN
; Ends with exit status 2 where the program can't be written, because it runs.
Function ${UN}notOpen
  again:
  IfFileExists "$INSTDIR\rackhand.exe" 0 done
  ClearErrors
  FileOpen $0 "$INSTDIR\rackhand.exe" a
  IfErrors 0 closed
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(isOpen)" /SD IDCANCEL IDRETRY again
  SetErrorLevel 2
  Quit
  closed:
  FileClose $0
  done:
FunctionEnd
!macroend
!insertmacro open ""
!insertmacro open "un."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(tooOld)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

; By its entry in the start menu, which keeps its console out of sight.
Function start
  ExecShell "open" "$SMPROGRAMS\Rackhand.lnk"
FunctionEnd

; Takes away the files of an earlier version by its own uninstaller, which knows their names; silent, so that the data
; stay. Only where Rackhand itself was installed: another program may have an uninstaller of the same name.
Function earlier
  ReadRegStr $0 HKCU "Software\Rackhand" "Folder"
  StrCmp $0 "$INSTDIR" 0 done
  IfFileExists "$INSTDIR\uninstall.exe" 0 done
  ; In its own folder, so that it is the process that is waited for.
  ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
  done:
FunctionEnd

Section "Rackhand"
  Call notOpen
  Call earlier
  !include "${INSTALL}"
  ; Where shortcuts that are made now start.
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Rackhand.lnk" "$INSTDIR\rackhand.exe" "" "$INSTDIR\rackhand.exe" 0 SW_SHOWMINIMIZED
  WriteRegStr HKCU "Software\Rackhand" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${APP_PATH}" "" "$INSTDIR\rackhand.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Rackhand"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\rackhand.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Rackhand developers"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  Call un.notOpen
  ; What was put there, by its name: somebody may have chosen a folder with files of their own.
  !include "${UNINSTALL_LIST}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Rackhand.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${APP_PATH}"
  DeleteRegKey HKCU "Software\Rackhand"
  IfFileExists "${DATA}\*.*" 0 done
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(alsoData)" /SD IDNO IDNO done
  RMDir /r "${DATA}"
  done:
SectionEnd
