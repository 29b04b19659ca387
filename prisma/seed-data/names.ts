const SURNAMES = [
  ...Array.from('王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余'),
  '欧阳',
  '单',
  '尉迟',
];

const GIVEN_NAMES = [
  ...['建国', '秀英', '志强', '丽华', '文博', '晓燕', '海涛', '雪梅', '国栋', '婷婷', '俊杰', '慧敏', '振宇'],
  ...['思远', '雨欣', '子轩', '佳怡', '明哲', '春兰', '永康', '玉珍', '浩然', '静怡', '鹏飞', '梦瑶', '家豪'],
  ...['淑芬', '启航', '若兰', '德胜', '月娥', '天佑', '芳菲', '守信', '锦程', '清扬', '立诚'],
];

const BRANDS = [
  ...['恒通', '瑞达', '鑫源', '联创', '华讯', '博远', '安信', '万家', '顺成', '金桥', '众合', '启明', '远航'],
  ...['汇丰源', '天翔', '新锐', '盛世', '宏图', '嘉诚', '易达', '佰信', '同心', '飞扬', '智联', '锦泰', '德隆'],
  ...['星海', '长虹桥', '百川', '正阳', '荣兴', '友谊', '春晖'],
];

const TRADES = ['通信', '信息技术', '商贸', '电子科技', '通讯设备', '网络服务', '数码', '智能终端', '科技发展', '百货'];

export function personName(index: number): string {
  return at(SURNAMES, index) + at(GIVEN_NAMES, index * 5 + Math.floor(index / SURNAMES.length));
}

/** Different for every index below a few thousand: the place joins in when the words repeat. */
export function companyName(index: number, place: string, isIndividual: boolean): string {
  const brand = at(BRANDS, index);
  const trade = at(TRADES, Math.floor(index / BRANDS.length) + (index % BRANDS.length));
  const round = Math.floor(index / (BRANDS.length * TRADES.length));
  const ordinal = round === 0 ? '' : `第${round + 1}`;
  return isIndividual ? `${place}${brand}${ordinal}${trade}店` : `${place}${brand}${ordinal}${trade}有限公司`;
}

function at(list: readonly string[], index: number): string {
  const item = list[index % list.length];
  if (item === undefined) throw new RangeError('An empty list of names');
  return item;
}
