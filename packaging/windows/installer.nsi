; The installer for Windows. packaging/windows/build.sh calls it:
;
;   makensis -DVERSION=1.2.3 -DPROGRAM=/path/rackhand.exe -DPAPERS=/path/papers -DOUT=/path/setup.exe installer.nsi
;
; Installs for all users into Program Files, with a start menu entry and an entry under "Apps". Settings and passwords
; are the user's own and stay when it is removed.

Unicode true
!include "MUI2.nsh"
!include "x64.nsh"

Name "Rackhand"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\Rackhand"
InstallDirRegKey HKLM "Software\Rackhand" "Folder"
RequestExecutionLevel admin
SetCompressor /SOLID lzma
ManifestDPIAware true
BrandingText "Rackhand ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Rackhand"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Rackhand setup"
VIAddVersionKey "LegalCopyright" "MIT OR Apache-2.0"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Rackhand"
!define MUI_ICON "..\..\assets\icons\rackhand.ico"
!define MUI_UNICON "..\..\assets\icons\rackhand.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\rackhand.exe"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "Russian"

Section "Rackhand"
  SetRegView 64
  SetShellVarContext all
  SetOutPath "$INSTDIR"
  ; A program that is open can't be replaced: the installer says so and offers to try again.
  File "/oname=rackhand.exe" "${PROGRAM}"
  File "${PAPERS}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Rackhand.lnk" "$INSTDIR\rackhand.exe"
  WriteRegStr HKLM "Software\Rackhand" "Folder" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "Rackhand"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayIcon" "$INSTDIR\rackhand.exe"
  WriteRegStr HKLM "${UNINSTALL}" "Publisher" "Rackhand developers"
  WriteRegStr HKLM "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  SetRegView 64
  SetShellVarContext all
  Delete "$SMPROGRAMS\Rackhand.lnk"
  Delete "$INSTDIR\rackhand.exe"
  Delete "$INSTDIR\*.txt"
  Delete "$INSTDIR\*.md"
  Delete "$INSTDIR\rackhand.cdx.json"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKLM "${UNINSTALL}"
  DeleteRegKey HKLM "Software\Rackhand"
SectionEnd
