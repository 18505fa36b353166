/**
 * The grammar of the .proactive language, for editors.
 *
 * The compiler's own grammar takes every text and explains what is wrong with it. This one takes
 * right texts, and leaves what is wrong to the recovery of tree-sitter: an editor wants colours,
 * folds and structure, and gets the explanations from the language server. Where both say whether a
 * text is right, they say the same; `tests/it/corpus.rs` compares them and lists what differs.
 *
 * Line endings mean nothing in a right text, so they mean nothing here. Words are keywords only
 * where they can stand (the `word` token does that), and the reserved ones never are values.
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

/** The words that begin a declaration or a statement in any block, and those of conditions. */
const RESERVED = [
  'account', 'brand', 'channel', 'bot', 'schedule', 'segment', 'message', 'test',
  'conversation_control', 'external_id', 'type', 'website', 'business_hours', 'channels', 'answer', 'status',
  'timezone', 'open', 'closed',
  'text', 'reply', 'when', 'after', 'on', 'tags', 'frequency', 'ask',
  'visitor', 'device', 'time', 'visit', 'wait', 'expect',
  'dismiss', 'end_conversation', 'leave', 'clear_data',
  'and', 'or', 'not', 'is', 'contains', 'does', 'any', 'of', 'always',
  'anytime', 'outside_business_hours',
];

/** One or more of `rule`, with commas between. */
const list = rule => seq(rule, repeat(seq(',', rule)));

/** The block of a declaration. */
const block = statement => seq('{', repeat(statement), '}');

module.exports = grammar({
  name: 'proactive',

  word: $ => $.identifier,

  extras: $ => [/[ \t\n]|\r\n/, $.comment],

  // The compiler checks names and reports reserved ones. In place of a value, a reserved word begins
  // the next statement.
  reserved: {
    global: _ => RESERVED,
    name: _ => [],
  },

  supertypes: $ => [$._declaration, $._expression],

  rules: {
    source_file: $ => repeat($._declaration),

    comment: _ => token(/#[^\n]*/),

    // ---- declarations ------------------------------------------------------------------------

    _declaration: $ => choice(
      $.account, $.brand, $.channel, $.bot, $.schedule, $.segment, $.message, $.test,
    ),

    account: $ => seq(
      'account', optional($._title),
      optional(field('body', alias($._account_block, $.block))),
    ),
    brand: $ => seq(
      'brand', $._name, optional($._title),
      optional(field('body', alias($._brand_block, $.block))),
    ),
    channel: $ => seq(
      'channel', $._name, optional($._title),
      optional(field('body', alias($._channel_block, $.block))),
    ),
    bot: $ => seq(
      'bot', $._name, optional($._title),
      optional(field('body', alias($._bot_block, $.block))),
    ),
    schedule: $ => seq(
      'schedule', $._name, optional($._title),
      optional(field('body', alias($._schedule_block, $.block))),
    ),
    message: $ => seq(
      'message', $._name, optional($._title),
      optional(field('body', alias($._message_block, $.block))),
    ),
    test: $ => seq('test', $._title, field('body', alias($._test_block, $.block))),
    segment: $ => seq(
      'segment', $._name, optional($._title), 'when', field('condition', $._expression),
    ),

    _name: $ => field('name', alias(reserved('name', $.identifier), $.name)),
    _title: $ => field('title', $._string),
    _reference: $ => alias($.identifier, $.reference),

    // ---- blocks ------------------------------------------------------------------------------

    _account_block: $ => block($.conversation_control),
    _brand_block: $ => block($.external_id),
    _channel_block: $ => block(choice(
      $.brand_statement, $.channel_type, $.website, $.business_hours, $.external_id,
    )),
    _bot_block: $ => block(choice($.channels, $.answer, $.status, $.external_id)),
    _schedule_block: $ => block(choice($.timezone, $.open_hours, $.closed, $.external_id)),
    _message_block: $ => block(choice(
      $.brand_statement, $.channel_statement, $.text, $.reply, $.when, $.after, $.on, $.tags,
      $.schedule_statement, $.frequency, $.status,
    )),
    _reply_block: $ => block(choice($.text, $.ask)),
    _test_block: $ => block(choice(
      $.visitor, $.device, $.time, $.channel_statement, $.visit, $.wait, $.expect, $.step,
    )),

    // ---- statements --------------------------------------------------------------------------

    conversation_control: $ => seq('conversation_control', $._word),
    external_id: $ => seq('external_id', $._string),
    brand_statement: $ => seq('brand', $._reference),
    channel_statement: $ => seq('channel', $._reference),
    channel_type: $ => seq('type', $._word),
    website: $ => seq('website', list($._string)),
    business_hours: $ => seq('business_hours', list($._reference)),
    channels: $ => seq('channels', list($._reference)),
    answer: $ => seq(
      'answer', field('name', alias($.identifier, $.name)), optional($._title),
    ),
    status: $ => seq('status', $._word),

    timezone: $ => seq('timezone', $._string),
    open_hours: $ => seq(
      'open', list(alias($.identifier, $.days)), list(alias($._amount, $.interval)),
    ),
    closed: $ => seq(
      'closed', $._date, optional(seq('to', $._date)), optional($._title),
    ),

    text: $ => seq('text', $._string),
    reply: $ => seq('reply', choice(
      seq('agent', choice($._string, alias($._reply_block, $.block))),
      seq('bot', $._reference, 'answer', $._reference),
    )),
    ask: $ => seq('ask', choice(alias('nothing', $.value), list($._word))),
    when: $ => seq('when', choice($.always, field('condition', $._expression))),
    always: _ => 'always',
    after: $ => seq('after', $._duration, 'on', $._event),
    on: $ => seq('on', $._event),
    tags: $ => seq('tags', list(choice(alias($.identifier, $.value), $._string))),
    schedule_statement: $ => seq('schedule', choice(
      alias('anytime', $.value),
      seq(alias('business_hours', $.value), optional($._reference)),
      alias('outside_business_hours', $.value),
      $._word,
    )),
    frequency: $ => seq('frequency', $._word),

    visitor: $ => seq('visitor', choice($._word, $._string)),
    device: $ => seq('device', choice($._word, $._string)),
    time: $ => seq('time', $._date, alias($._amount, $.time_of_day), optional($._string)),
    visit: $ => seq(
      'visit', field('url', $._string),
      optional(seq('title', $._title)),
      optional(seq('for', $._duration)),
    ),
    wait: $ => seq('wait', $._duration),
    expect: $ => seq('expect', choice(
      'nothing',
      seq('no', $._reference),
      seq($._reference, optional(seq('after', $._duration))),
    )),
    step: _ => choice('open', 'dismiss', 'reply', 'end_conversation', 'leave', 'clear_data'),

    // ---- conditions --------------------------------------------------------------------------

    _expression: $ => choice(
      $.or_expression, $.and_expression, $.not_expression, $.parenthesized_expression,
      $.comparison, $.segment_reference,
    ),
    or_expression: $ => prec.left(1, seq(
      field('left', $._expression), 'or', field('right', $._expression),
    )),
    and_expression: $ => prec.left(2, seq(
      field('left', $._expression), 'and', field('right', $._expression),
    )),
    not_expression: $ => prec(3, seq('not', field('operand', $._expression))),
    parenthesized_expression: $ => seq('(', $._expression, ')'),
    segment_reference: $ => $.identifier,
    comparison: $ => seq(
      field('field', $.field),
      field('operator', $.operator),
      field('value', choice($._value, $.any_of)),
    ),
    field: $ => seq(
      field('object', choice(
        alias('visitor', $.object), alias('device', $.object), alias($.identifier, $.object),
      )),
      repeat1(seq(
        token.immediate('.'),
        field('property', alias(token.immediate(/[A-Za-z0-9_-]+/), $.property)),
      )),
    ),
    operator: _ => choice(
      'is', seq('is', 'not'), 'contains', seq('does', 'not', 'contain'),
    ),
    any_of: $ => seq('any', 'of', '[', optional(seq(list($._value), optional(','))), ']'),
    _value: $ => choice(alias($.identifier, $.value), $._string),

    // ---- words, numbers, strings -------------------------------------------------------------

    identifier: _ => /[A-Za-z_][A-Za-z0-9_-]*/,
    _word: $ => alias($.identifier, $.value),
    _event: $ => alias($.identifier, $.value),
    _duration: $ => alias($._amount, $.duration),
    _date: $ => alias($._amount, $.date),
    // Digits and what follows them: the context decides whether it is a duration, a time or a date, and
    // the compiler whether it is valid.
    _amount: _ => /[0-9][^ \t\n\r"{}\[\](),#=!<>&|]*/,

    _string: $ => choice($.string, $.text_block),
    string: $ => seq(
      '"',
      repeat(choice(
        alias(token.immediate(prec(1, /[^"\\\r\n]+/)), $.string_content),
        token.immediate(/\r+[^"\\\r\n]/),
        $.escape_sequence,
        $.invalid_escape,
      )),
      token.immediate('"'),
    ),
    text_block: $ => seq(
      '"""',
      repeat(choice(
        alias(token.immediate(prec(1, /[^"\\]+/)), $.string_content),
        token.immediate('"'),
        $.escape_sequence,
        $.invalid_escape,
        alias(token.immediate(/\\\r?\n/), $.invalid_escape),
      )),
      token.immediate('"""'),
    ),
    escape_sequence: _ => token.immediate(/\\(?:["\\nt]|u\{[0-9A-Fa-f]{1,6}\})/),
    invalid_escape: _ => token.immediate(/\\[^"\\nt\r\n]/),
  },
});
