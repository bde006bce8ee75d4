// SPDX-License-Identifier: Apache-2.0
'use strict';

// What the page says, by language. {name} is a slot; a list holds plural forms by the categories
// of Intl.PluralRules, chosen by the slot {n}.
const catalogue = {
  en: {
    language: 'English',
    all: 'all', problems: 'problems', gap: 'gaps', merged: 'merged', 'low-score': 'low score',
    numbers: 'numbers', length: 'length', untranslated: 'untranslated', moved: 'moved', duplicate: 'repeated',
    tagGap: 'gap', tagMerged: 'merged', tagLowScore: 'low score', tagNumbers: 'numbers',
    tagLength: 'length', tagUntranslated: 'same text', tagMoved: 'moved', tagDuplicate: 'repeated',
    missing: 'gap: missing in {language}', missingToo: 'not in {language} either',
    summaryRows: {one: '{n} row', other: '{n} rows'},
    summaryProblems: {one: '{n} needs a look', other: '{n} need a look'},
    summaryNone: 'nothing needs a look',
    segments: {one: '{n} segment', other: '{n} segments'},
    left_out: '{n} missing', added: '{n} added',
    search: 'Search the texts', filters: 'Show rows', hits: {one: '{n} row', other: '{n} rows'},
    previous: '‹ previous', next: 'next problem ›', position: '{i} of {n}', help: 'help',
    row: 'Row', noRows: 'No row matches.', showAll: 'Show all rows', noProblems: 'Nothing needs a look. Well done.',
    lastProblem: 'No more problems below.', firstProblem: 'No more problems above.',
    problemIs: 'Problem {i} of {n}, row {row}: {what}',
    confidence: 'The aligner is {n} % sure of this', showText: 'show all {n} characters',
    showSegments: {one: 'show {n} more segment', other: 'show {n} more segments'},
    unmatched: 'No such number on the other side', printed: 'Shown: {filter}, {n} of {total} rows',
    printedPart: 'Only the first {n} rows of {total} are printed.',
    keys: 'Keys', meaning: 'What the marks mean', close: 'Close', interfaceLanguage: 'Language of this page',
    keyRow: 'next, previous row', keyCell: 'next, previous cell', keyProblem: 'next, previous problem',
    keyEnds: 'first, last row', keyPage: 'a page down, up', keySearch: 'search; Esc leaves it', keyHelp: 'this help',
    explainGap: 'one side is empty', explainMerged: 'several segments make one; no problem if sure',
    'explainLow-score': 'the aligner was not sure', explainNumbers: 'those without a partner are underlined',
    explainLength: 'far longer than expected', explainUntranslated: 'same on both sides',
    explainMoved: 'a gap: its other side stands elsewhere', explainDuplicate: 'a gap: its text stands elsewhere in its column too',
    quality: 'quality', tagQuality: 'quality', explainQuality: 'a quality check found something; it is said beside the bead',
    'check-empty': 'empty', 'check-tags': 'tags', 'check-numbers': 'numbers', 'check-terms': 'terms',
    'check-script': 'script', 'check-untranslated': 'untranslated', 'check-punctuation': 'punctuation', 'check-spaces': 'spaces',
    'check-repeated-word': 'repeated word', 'check-length': 'length', 'check-inconsistent': 'inconsistent', 'check-same-target': 'same translation',
    explainPercent: 'how sure the aligner is; the bar says the same', explainType: 'segments of the first column, then of this one',
    problemsAre: 'Problems are gaps, low scores, numbers, length, untranslated text and what quality checks found. A merge that the aligner is sure of is worth a look, but no problem.',
    explainMap: 'The strip on the right shows all rows, one lane a text; click to go there.',
  },
  ru: {
    language: 'Русский',
    all: 'все', problems: 'к проверке', gap: 'пропуски', merged: 'слияния', 'low-score': 'низкая оценка',
    numbers: 'числа', length: 'длина', untranslated: 'без перевода', moved: 'перенос', duplicate: 'повтор',
    tagGap: 'пропуск', tagMerged: 'слияние', tagLowScore: 'оценка', tagNumbers: 'числа',
    tagLength: 'длина', tagUntranslated: 'тот же текст', tagMoved: 'перенос', tagDuplicate: 'повтор',
    missing: 'пропуск: нет в {language}', missingToo: 'нет и в {language}',
    summaryRows: {one: '{n} строка', few: '{n} строки', many: '{n} строк', other: '{n} строки'},
    summaryProblems: {one: '{n} требует внимания', other: '{n} требуют внимания'},
    summaryNone: 'замечаний нет',
    segments: {one: '{n} сегмент', few: '{n} сегмента', many: '{n} сегментов', other: '{n} сегмента'},
    left_out: 'пропущено {n}', added: 'добавлено {n}',
    search: 'Поиск в текстах', filters: 'Показать строки', hits: {one: '{n} строка', few: '{n} строки', many: '{n} строк', other: '{n} строки'},
    previous: '‹ назад', next: 'к следующей ›', position: '{i} из {n}', help: 'справка',
    row: 'Строка', noRows: 'Ничего не найдено.', showAll: 'Показать все строки', noProblems: 'Замечаний нет.',
    lastProblem: 'Ниже замечаний нет.', firstProblem: 'Выше замечаний нет.',
    problemIs: 'Замечание {i} из {n}, строка {row}: {what}',
    confidence: 'Уверенность выравнивания: {n} %', showText: 'показать все знаки ({n})',
    showSegments: {one: 'ещё {n} сегмент', few: 'ещё {n} сегмента', many: 'ещё {n} сегментов', other: 'ещё {n} сегмента'},
    unmatched: 'На другой стороне такого числа нет', printed: 'Показано: {filter}, {n} из {total}',
    printedPart: 'Напечатаны только первые {n} строк из {total}.',
    keys: 'Клавиши', meaning: 'Обозначения', close: 'Закрыть', interfaceLanguage: 'Язык страницы',
    keyRow: 'следующая, предыдущая строка', keyCell: 'следующая, предыдущая ячейка', keyProblem: 'следующее, предыдущее замечание',
    keyEnds: 'первая, последняя строка', keyPage: 'страница вниз, вверх', keySearch: 'поиск; Esc — выйти', keyHelp: 'эта справка',
    explainGap: 'одна сторона пуста', explainMerged: 'несколько сегментов в одном; при высокой оценке не ошибка',
    'explainLow-score': 'выравнивание не уверено', explainNumbers: 'числа без пары подчёркнуты',
    explainLength: 'намного длиннее ожидаемого', explainUntranslated: 'одинаков на обеих сторонах',
    explainMoved: 'пропуск: соответствие стоит в другом месте', explainDuplicate: 'пропуск: тот же текст есть и в другом месте столбца',
    quality: 'качество', tagQuality: 'качество', explainQuality: 'замечание проверки качества; что именно, сказано рядом',
    'check-empty': 'пусто', 'check-tags': 'теги', 'check-numbers': 'числа', 'check-terms': 'термины',
    'check-script': 'письменность', 'check-untranslated': 'без перевода', 'check-punctuation': 'пунктуация', 'check-spaces': 'пробелы',
    'check-repeated-word': 'повтор слова', 'check-length': 'длина', 'check-inconsistent': 'разнобой', 'check-same-target': 'тот же перевод',
    explainPercent: 'уверенность выравнивания; то же показывает полоска', explainType: 'сколько сегментов в первом столбце и в этом',
    problemsAre: 'К проверке: пропуски, низкая оценка, числа, длина, текст без перевода, замечания проверок качества. Слияние, в котором выравнивание уверено, стоит взгляда, но ошибкой не считается.',
    explainMap: 'Полоса справа показывает все строки, по дорожке на текст; щелчок переносит туда.',
  },
  kk: {
    language: 'Қазақша',
    all: 'барлығы', problems: 'тексеру керек', gap: 'олқылық', merged: 'біріккен', 'low-score': 'сенімі төмен',
    numbers: 'сандар', length: 'ұзындық', untranslated: 'аударылмаған', moved: 'орны ауысқан', duplicate: 'қайталанған',
    tagGap: 'олқылық', tagMerged: 'біріккен', tagLowScore: 'сенімі төмен', tagNumbers: 'сандар',
    tagLength: 'ұзындық', tagUntranslated: 'сол мәтін', tagMoved: 'орны ауысқан', tagDuplicate: 'қайталанған',
    missing: 'олқылық: {language} тілінде жоқ', missingToo: '{language} тілінде де жоқ',
    summaryRows: {other: '{n} жол'}, summaryProblems: {other: '{n} жолды тексеру керек'},
    summaryNone: 'ескерту жоқ', segments: {other: '{n} сегмент'},
    left_out: '{n} түсіп қалған', added: '{n} қосылған',
    search: 'Мәтіннен іздеу', filters: 'Жолдарды көрсету', hits: {other: '{n} жол'},
    previous: '‹ алдыңғы', next: 'келесі ›', position: '{n} ішінде {i}', help: 'анықтама',
    row: 'Жол', noRows: 'Ештеңе табылмады.', showAll: 'Барлық жолды көрсету', noProblems: 'Ескерту жоқ.',
    lastProblem: 'Төменде ескерту жоқ.', firstProblem: 'Жоғарыда ескерту жоқ.',
    problemIs: 'Ескерту {i} / {n}, {row}-жол: {what}',
    confidence: 'Туралау сенімі: {n} %', showText: 'барлық {n} таңбаны көрсету',
    showSegments: {other: 'тағы {n} сегмент'},
    unmatched: 'Екінші жақта мұндай сан жоқ', printed: 'Көрсетілгені: {filter}, {total} ішінен {n}',
    printedPart: '{total} жолдың алғашқы {n} жолы ғана басылды.',
    keys: 'Пернелер', meaning: 'Белгілер', close: 'Жабу', interfaceLanguage: 'Бет тілі',
    keyRow: 'келесі, алдыңғы жол', keyCell: 'келесі, алдыңғы ұяшық', keyProblem: 'келесі, алдыңғы ескерту',
    keyEnds: 'бірінші, соңғы жол', keyPage: 'бір бет төмен, жоғары', keySearch: 'іздеу; Esc — шығу', keyHelp: 'осы анықтама',
    explainGap: 'бір жағы бос', explainMerged: 'бірнеше сегмент біріккен; сенімі жоғары болса, қате емес',
    'explainLow-score': 'туралау сенімсіз', explainNumbers: 'жұбы жоғының асты сызылған',
    explainLength: 'күткеннен әлдеқайда ұзын', explainUntranslated: 'екі жақта бірдей',
    explainMoved: 'олқылық: сәйкесі басқа жерде тұр', explainDuplicate: 'олқылық: дәл осы мәтін бағанның басқа жерінде де бар',
    quality: 'сапа', tagQuality: 'сапа', explainQuality: 'сапа тексерісінің ескертуі; мәтіні жанында тұр',
    'check-empty': 'бос', 'check-tags': 'тегтер', 'check-numbers': 'сандар', 'check-terms': 'терминдер',
    'check-script': 'жазу', 'check-untranslated': 'аударылмаған', 'check-punctuation': 'тыныс белгілері', 'check-spaces': 'бос орындар',
    'check-repeated-word': 'қайталанған сөз', 'check-length': 'ұзындық', 'check-inconsistent': 'ала-құла', 'check-same-target': 'сол аударма',
    explainPercent: 'туралау сенімі; жолақ та соны көрсетеді', explainType: 'бірінші бағандағы және осы бағандағы сегмент саны',
    problemsAre: 'Тексеру керегі: олқылық, сенімі төмен, сандар, ұзындық, аударылмаған мәтін, сапа ескертулері. Туралау сенімді біріктірген жол қате саналмайды.',
    explainMap: 'Оң жақтағы жолақ барлық жолды көрсетеді; басқан жерге көшеді.',
  },
  zh: {
    language: '中文',
    all: '全部', problems: '待查', gap: '缺漏', merged: '合并', 'low-score': '低置信度',
    numbers: '数字', length: '长度', untranslated: '未译', moved: '移位', duplicate: '重复',
    tagGap: '缺漏', tagMerged: '合并', tagLowScore: '低置信', tagNumbers: '数字',
    tagLength: '长度', tagUntranslated: '原文相同', tagMoved: '移位', tagDuplicate: '重复',
    missing: '缺漏：{language} 无对应', missingToo: '{language} 亦无',
    summaryRows: {other: '共 {n} 行'}, summaryProblems: {other: '{n} 行待查'},
    summaryNone: '没有待查的行', segments: {other: '{n} 句段'},
    left_out: '缺 {n}', added: '增 {n}',
    search: '搜索文本', filters: '显示', hits: {other: '{n} 行'},
    previous: '‹ 上一处', next: '下一处 ›', position: '{i} / {n}', help: '帮助',
    row: '行', noRows: '没有匹配的行。', showAll: '显示全部', noProblems: '没有待查的行。',
    lastProblem: '下方没有待查的行。', firstProblem: '上方没有待查的行。',
    problemIs: '第 {i} 处，共 {n} 处，第 {row} 行：{what}',
    confidence: '对齐置信度 {n} %', showText: '显示全部 {n} 个字符',
    showSegments: {other: '再显示 {n} 个句段'},
    unmatched: '另一侧没有这个数字', printed: '显示：{filter}，{n} / {total} 行',
    printedPart: '仅打印前 {n} 行，共 {total} 行。',
    keys: '快捷键', meaning: '标记说明', close: '关闭', interfaceLanguage: '界面语言',
    keyRow: '下一行、上一行', keyCell: '下一格、上一格', keyProblem: '下一处、上一处问题',
    keyEnds: '首行、末行', keyPage: '下一页、上一页', keySearch: '搜索；Esc 退出', keyHelp: '本帮助',
    explainGap: '一侧为空', explainMerged: '多个句段合为一个；置信度高则不算问题',
    'explainLow-score': '对齐没有把握', explainNumbers: '没有对应的数字加下划线',
    explainLength: '一侧比预期长得多', explainUntranslated: '两侧文本相同',
    explainMoved: '缺漏：对应句段在别处', explainDuplicate: '缺漏：同一列别处有相同文本',
    quality: '质量', tagQuality: '质量', explainQuality: '质量检查发现的问题，内容写在旁边',
    'check-empty': '空', 'check-tags': '标记', 'check-numbers': '数字', 'check-terms': '术语',
    'check-script': '文字', 'check-untranslated': '未译', 'check-punctuation': '标点', 'check-spaces': '空格',
    'check-repeated-word': '重复词', 'check-length': '长度', 'check-inconsistent': '不一致', 'check-same-target': '同一译文',
    explainPercent: '对齐的置信度，与横条一致', explainType: '首列句段数与本列句段数',
    problemsAre: '待查：缺漏、低置信度、数字、长度、未译、质量检查发现的问题。置信度高的合并值得一看，但不算问题。',
    explainMap: '右侧长条显示所有行，每个文本一道；点击即可跳转。',
  },
};

let uiLanguage = 'en';

function chooseLanguage(wanted) {
  for (const tag of wanted) {
    const primary = String(tag).toLowerCase().split('-')[0];
    if (Object.hasOwn(catalogue, primary)) {
      uiLanguage = primary;
      break;
    }
  }
  document.documentElement.lang = uiLanguage;
}

const formatNumber = (n) => n.toLocaleString(uiLanguage);

function say(key, slots = {}) {
  let phrase = catalogue[uiLanguage][key] ?? catalogue.en[key] ?? key;
  if (typeof phrase === 'object') {
    phrase = phrase[new Intl.PluralRules(uiLanguage).select(slots.n)] ?? phrase.other;
  }
  return phrase.replace(/\{(\w+)\}/g, (all, slot) => {
    const value = slots[slot];
    return typeof value === 'number' ? formatNumber(value) : value ?? all;
  });
}
