# Puts right what the image checker found and what needs nobody's judgement.
# Take a snapshot of the VM before you run this.
#
# Run it on the VM in Windows PowerShell 5.1, as administrator. This line works whatever the execution policy is,
# AllSigned included, unless a group policy sets it:
#
#   powershell.exe -NoProfile -ExecutionPolicy Bypass -File .\wizard-fix.ps1
#
# Then run the checker again. The line "To undo" of each part puts back what was before.

#Requires -Version 4.0
#Requires -RunAsAdministrator
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

#region AutoLogon
# Nobody is signed in by itself. To undo: set AutoAdminLogon back to '1'.
$winlogon = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon'
Set-ItemProperty -Path $winlogon -Name 'AutoAdminLogon' -Value '0' -Type String
Write-Output 'AutoLogon: switched off.'
#endregion

#region AutoMount
# Volumes are mounted by themselves. To undo: mountvol.exe /N
& mountvol.exe /E
if ($LASTEXITCODE -ne 0) { throw 'AutoMount: mountvol.exe /E failed.' }
Write-Output 'AutoMount: switched on.'
#endregion

#region Disable_Updates
# Windows Update is off. Install all updates and restart before. To undo: Set-Service -Name wuauserv -StartupType Manual
Stop-Service -Name 'wuauserv' -Force
Set-Service -Name 'wuauserv' -StartupType Disabled
if ((Get-WmiObject -Class Win32_Service -Filter "Name='TrustedInstaller'").StartMode -ne 'Manual') {
  & sc.exe config TrustedInstaller start= demand | Out-Null
  if ($LASTEXITCODE -ne 0) { throw 'Disable_Updates: Windows Modules Installer could not be set to Manual.' }
}
Write-Output 'Disable_Updates: Windows Update disabled, Windows Modules Installer manual.'
#endregion

#region Firewall
# The public profile is off. To undo: netsh.exe advfirewall set publicprofile state on
& netsh.exe advfirewall set publicprofile state off | Out-Null
if ($LASTEXITCODE -ne 0) { throw 'Firewall: the public profile could not be switched off; a policy may hold it.' }
Write-Output 'Firewall: public profile switched off.'
#endregion

#region RealTimeUniversal
# The clock is kept in universal time. To undo: remove the value RealTimeIsUniversal.
$zone = 'HKLM:\SYSTEM\CurrentControlSet\Control\TimeZoneInformation'
New-ItemProperty -Path $zone -Name 'RealTimeIsUniversal' -Value 1 -PropertyType DWord -Force | Out-Null
Write-Output 'RealTimeUniversal: set.'
#endregion

#region Workspaces_BYOLAccountDisabled
# The local account is enabled. To undo: net.exe user WorkSpaces_BYOL /active:no
& net.exe user WorkSpaces_BYOL /active:yes | Out-Null
if ($LASTEXITCODE -ne 0) { throw 'WorkSpaces_BYOL could not be enabled.' }
Write-Output 'WorkSpaces_BYOL: enabled.'
#endregion

#region Workspaces_BYOLAccountExist
# The local account is made with a random password, shown once here and kept nowhere. To undo: net.exe user WorkSpaces_BYOL /delete
$random = New-Object byte[] 18
$generator = [System.Security.Cryptography.RandomNumberGenerator]::Create()
$generator.GetBytes($random)
$generator.Dispose()
$password = [System.Convert]::ToBase64String($random) + 'aA1!'
$computer = [ADSI]('WinNT://' + $env:COMPUTERNAME)
$account = $computer.Create('User', 'WorkSpaces_BYOL')
$account.SetPassword($password)
$account.SetInfo()
# Well-known id of the local administrators: their group's name differs by language.
$sid = New-Object System.Security.Principal.SecurityIdentifier('S-1-5-32-544')
$group = $sid.Translate([System.Security.Principal.NTAccount]).Value.Split('\')[-1]
([ADSI]('WinNT://' + $env:COMPUTERNAME + '/' + $group + ',group')).Add($account.Path)
Write-Host ('WorkSpaces_BYOL: made. Its password, shown this once: ' + $password)
#endregion

Write-Output 'Done. Run the checker again.'
