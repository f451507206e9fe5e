import type { CommandWord } from './words.ts';

/** Completion for Windows PowerShell 5.1 and PowerShell 7. */
export function powershellScript(commands: readonly CommandWord[]): string {
  const options = new Map(commands.flatMap((command) => command.options).map((option) => [option.name, option]));
  const taking = [...options.values()].filter(({ takes }) => takes !== 'nothing');
  return `# wizard completion for PowerShell: wizard completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName wizard -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $summaries = @{
${[...options.values()].map(({ name, summary }) => `    ${quoted(name)} = ${quoted(summary)}`).join('\n')}
${commands.slice(1).map(({ name, summary }) => `    ${quoted(name)} = ${quoted(summary)}`).join('\n')}
  }
  $values = @{
${taking.map(({ name, choices }) => `    ${quoted(name)} = @(${choices.map(quoted).join(', ')})`).join('\n')}
  }
  $commands = @{
${commands.map(({ name, options: own }) => `    ${quoted(name)} = @(${own.map((option) => quoted(option.name)).join(', ')})`).join('\n')}
  }
  $places = @{
${commands.map(({ name, positionals }) => `    ${quoted(name)} = @(${(positionals[0]?.choices ?? []).map(quoted).join(', ')})`).join('\n')}
  }
  $named = @(${commands.filter(({ positionals }) => positionals[0]?.takes === 'onboarding').map(({ name }) => quoted(name)).join(', ')})
  $words = @($commandAst.CommandElements | ForEach-Object { $_.ToString() } | Select-Object -Skip 1)
  if ($wordToComplete -ne '' -and $words.Count -gt 0) { $words = @($words | Select-Object -SkipLast 1) }
  $previous = if ($words.Count -gt 0) { $words[-1] } else { '' }
  $command = ''
  $skip = $false
  foreach ($word in $words) {
    if ($skip) { $skip = $false; continue }
    if ($values.ContainsKey($word)) { $skip = $true; continue }
    if ($word.StartsWith('-')) { continue }
    if ($command -eq '') { $command = $word }
  }
  $found = @()
  if ($values.ContainsKey($previous)) { $found = $values[$previous] }
  elseif ($wordToComplete.StartsWith('-')) { $found = $commands[$command] }
  elseif ($named -contains $command) { $found = @((wizard list --format json 2>$null | ConvertFrom-Json).onboardings | ForEach-Object { $_.name }) }
  else { $found = $places[$command] }
  # Nothing found: PowerShell offers files by itself.
  $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    $summary = if ($summaries.ContainsKey($_)) { $summaries[$_] } else { $_ }
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $summary)
  }
}
`;
}

function quoted(words: string): string {
  return `'${words.replaceAll("'", "''")}'`;
}
