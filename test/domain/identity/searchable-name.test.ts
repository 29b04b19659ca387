import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { companyNameKey, searchableName } from '../../../src/domain/identity/searchable-name.ts';

describe('searchableName', () => {
  it.each([
    ['河南讯达通信有限公司', '河南讯达通信有限公司'],
    ['河南讯达（集团）有限公司', '河南讯达(集团)有限公司'],
    ['河南讯达〔集团〕有限公司', '河南讯达(集团)有限公司'],
    ['河南讯达【集团】有限公司', '河南讯达(集团)有限公司'],
    [' 河南 讯达　通信\t有限公司\n', '河南讯达通信有限公司'],
    ['ＡＢＣ通信１２３', 'abc通信123'],
    ['ABC 通信 Shop', 'abc通信shop'],
    ['Henan  Xunda   Telecom', 'henan xunda telecom'],
    ['Henan Xunda (Group) Ltd', 'henan xunda(group)ltd'],
    [' Henan Xunda\n', 'henan xunda'],
    ['\u03aa\u0301', '\u0390'],
    ['河南\u{200b}讯达\u{feff}', '河南讯达'],
    ['葛\u{e0100}城通信', '葛城通信'],
    ['⼀二通信', '一二通信'],
    ['𠮷田通信', '𠮷田通信'],
    ['', ''],
  ])('spells "%s" as "%s"', (name, spelled) => {
    expect(searchableName(name)).toBe(spelled);
  });

  it('spells what it has spelled the same way again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        const once = searchableName(name);

        expect(searchableName(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('companyNameKey', () => {
  it.each([
    '河南讯达(集团)有限公司',
    '河南讯达（集团）有限公司',
    '河南讯达集团有限公司',
    '河南讯达·集团·有限公司',
    '「河南讯达」集团有限公司。',
    '河南-讯达_集团 有限公司',
  ])('gives "%s" the same key', (name) => {
    expect(companyNameKey(name)).toBe('河南讯达集团有限公司');
  });

  it('keeps different names apart', () => {
    expect(companyNameKey('河南讯达一店')).not.toBe(companyNameKey('河南讯达二店'));
    expect(companyNameKey('讯达1')).not.toBe(companyNameKey('讯达2'));
  });
});
