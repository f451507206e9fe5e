# Log-on script: sets the language of Office menus and help for the user who signs in.
# Assign it in a group policy under User Configuration, Windows Settings, Scripts (Logon), PowerShell Scripts.

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$language = '{{languageName}}'
$localeId = [int]'{{lcid}}'
$key = 'HKCU:\SOFTWARE\Microsoft\Office\16.0\Common\LanguageResources'

if (-not (Test-Path -LiteralPath $key)) { New-Item -Path $key -Force | Out-Null }
foreach ($name in 'UILanguage', 'HelpLanguage') {
  New-ItemProperty -LiteralPath $key -Name $name -Value $localeId -PropertyType DWord -Force | Out-Null
}
Write-Output ('Office starts in ' + $language + ' from now on.')
