const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿'];

/**
 * An amount in yuan in the capital numerals of cheques and contracts, which cannot be altered by a stroke: `1200.5` is
 * 壹仟贰佰元伍角整. Takes up to 12 digits before the point and two after it.
 */
export function capitalAmount(amount: string): string {
  const [yuan = '0', cents = ''] = amount.split('.');
  const jiao = Number(cents.charAt(0));
  const fen = Number(cents.charAt(1));
  const whole = yuanInCapitals(yuan);
  if (jiao === 0 && fen === 0) return `${whole || '零'}元整`;
  const start = whole === '' ? '' : `${whole}元`;
  if (fen === 0) return `${start}${digit(jiao)}角整`;
  if (jiao > 0) return `${start}${digit(jiao)}角${digit(fen)}分`;
  return `${start}${start === '' ? '' : '零'}${digit(fen)}分`;
}

/** Zeros inside the number are said once, also where one group of four ends with them; zeros at its end are not said. */
function yuanInCapitals(yuan: string): string {
  const groups = splitFromRight(yuan, 4);
  let capitals = '';
  let zeroBefore = false;
  for (const [index, group] of groups.entries()) {
    const words = groupInCapitals(group);
    const gap = capitals !== '' && (zeroBefore || group.startsWith('0'));
    if (words !== '') capitals += `${gap ? '零' : ''}${words}${GROUPS[groups.length - 1 - index] ?? ''}`;
    zeroBefore = group.endsWith('0');
  }
  return capitals;
}

function groupInCapitals(group: string): string {
  let words = '';
  let zeroBefore = false;
  for (const [index, character] of Array.from(group).entries()) {
    if (character === '0') {
      zeroBefore = words !== '';
      continue;
    }
    words += `${zeroBefore ? '零' : ''}${digit(Number(character))}${PLACES[group.length - 1 - index] ?? ''}`;
    zeroBefore = false;
  }
  return words;
}

function splitFromRight(digits: string, size: number): string[] {
  const first = digits.length % size;
  const groups = first === 0 ? [] : [digits.slice(0, first)];
  for (let start = first; start < digits.length; start += size) groups.push(digits.slice(start, start + size));
  return groups;
}

function digit(value: number): string {
  return DIGITS[value] ?? '';
}
