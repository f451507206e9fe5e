import type { Language } from '../languages.ts';

/** Languages of Office 2016 and later with their locale ids (Microsoft, "Language identifiers and OptionState Id values in Office 2016"). */
export const languages = [
  { tag: 'ar-SA', lcid: 1025, name: 'Arabic' },
  { tag: 'bg-BG', lcid: 1026, name: 'Bulgarian' },
  { tag: 'zh-CN', lcid: 2052, name: 'Chinese (Simplified)' },
  { tag: 'zh-TW', lcid: 1028, name: 'Chinese (Traditional)' },
  { tag: 'hr-HR', lcid: 1050, name: 'Croatian' },
  { tag: 'cs-CZ', lcid: 1029, name: 'Czech' },
  { tag: 'da-DK', lcid: 1030, name: 'Danish' },
  { tag: 'nl-NL', lcid: 1043, name: 'Dutch' },
  { tag: 'en-US', lcid: 1033, name: 'English' },
  { tag: 'et-EE', lcid: 1061, name: 'Estonian' },
  { tag: 'fi-FI', lcid: 1035, name: 'Finnish' },
  { tag: 'fr-FR', lcid: 1036, name: 'French' },
  { tag: 'de-DE', lcid: 1031, name: 'German' },
  { tag: 'el-GR', lcid: 1032, name: 'Greek' },
  { tag: 'he-IL', lcid: 1037, name: 'Hebrew' },
  { tag: 'hi-IN', lcid: 1081, name: 'Hindi' },
  { tag: 'hu-HU', lcid: 1038, name: 'Hungarian' },
  { tag: 'id-ID', lcid: 1057, name: 'Indonesian' },
  { tag: 'it-IT', lcid: 1040, name: 'Italian' },
  { tag: 'ja-JP', lcid: 1041, name: 'Japanese' },
  { tag: 'kk-KZ', lcid: 1087, name: 'Kazakh' },
  { tag: 'ko-KR', lcid: 1042, name: 'Korean' },
  { tag: 'lv-LV', lcid: 1062, name: 'Latvian' },
  { tag: 'lt-LT', lcid: 1063, name: 'Lithuanian' },
  { tag: 'ms-MY', lcid: 1086, name: 'Malay' },
  { tag: 'nb-NO', lcid: 1044, name: 'Norwegian (Bokmål)' },
  { tag: 'pl-PL', lcid: 1045, name: 'Polish' },
  { tag: 'pt-BR', lcid: 1046, name: 'Portuguese (Brazil)' },
  { tag: 'pt-PT', lcid: 2070, name: 'Portuguese (Portugal)' },
  { tag: 'ro-RO', lcid: 1048, name: 'Romanian' },
  { tag: 'ru-RU', lcid: 1049, name: 'Russian' },
  { tag: 'sr-latn-RS', lcid: 2074, name: 'Serbian (Latin)' },
  { tag: 'sk-SK', lcid: 1051, name: 'Slovak' },
  { tag: 'sl-SI', lcid: 1060, name: 'Slovenian' },
  { tag: 'es-ES', lcid: 3082, name: 'Spanish' },
  { tag: 'sv-SE', lcid: 1053, name: 'Swedish' },
  { tag: 'th-TH', lcid: 1054, name: 'Thai' },
  { tag: 'tr-TR', lcid: 1055, name: 'Turkish' },
  { tag: 'uk-UA', lcid: 1058, name: 'Ukrainian' },
  { tag: 'vi-VN', lcid: 1066, name: 'Vietnamese' },
] as const satisfies readonly Language[];

/** Proofing only: never the language of menus. */
export const proofingLanguages = [
  { lcid: 1069, name: 'Basque' },
  { lcid: 1027, name: 'Catalan' },
  { lcid: 3076, name: 'Chinese (Hong Kong)' },
  { lcid: 1110, name: 'Galician' },
  { lcid: 1095, name: 'Gujarati' },
  { lcid: 1099, name: 'Kannada' },
  { lcid: 1102, name: 'Marathi' },
  { lcid: 2068, name: 'Norwegian (Nynorsk)' },
  { lcid: 1094, name: 'Punjabi' },
  { lcid: 1097, name: 'Tamil' },
  { lcid: 1098, name: 'Telugu' },
  { lcid: 1056, name: 'Urdu' },
] as const;

/** Region of ingestion → language that AWS installs. One example has ever been documented; all else is unknown. */
export const regionLanguages: { readonly [region: string]: string } = { 'ap-northeast-1': 'ja-JP' };
