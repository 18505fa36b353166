//! Turns a configuration into a [`Program`].

use std::collections::{BTreeSet, HashMap};

use jiff::tz::TimeZoneDatabase;
use proactive_catalog::FieldMap;
use proactive_config::Configuration;
use proactive_config::json::Website;
use proactive_config::json::{self, ConversationControl, Id, MessageStatus, Reply, Trigger};

use crate::bit_set::BitSet;
use crate::condition::{Branch, Fact, Facts};
use crate::error::{ConfigError, DeclarationKind, PrepareError};
use crate::hours::OpeningHours;
use crate::ids::{ChannelId, MessageId, ScheduleId};
use crate::program::{FactIndex, Program, Rule, RuleHours};
use crate::text::{Case, TextIndexBuilder};

/// Prepares a configuration for simulation.
///
/// # Errors
///
/// Fails if the configuration conforms to the schema but is inconsistent, for example if it refers
/// to something that it does not declare. The error lists everything that is wrong. A configuration
/// compiled from a checked workspace never fails.
pub fn prepare(configuration: &Configuration) -> Result<Program, PrepareError> {
    let mut checker = Checker::default();
    let names = checker.names(configuration);
    checker.references(configuration, &names);
    let hours = checker.hours(configuration);
    let websites = checker.websites(configuration);

    let case = if configuration.matching.case_sensitive {
        Case::Sensitive
    } else {
        Case::Insensitive
    };
    let mut facts = Facts::new(case);
    let mut code = Vec::new();
    let mut rules = Vec::new();
    for (index, message) in configuration.messages.iter().enumerate() {
        let section = facts.compile(&message.conditions, &mut code);
        let (Some(&channel), Some(hours)) = (
            names.channels.get(&*message.channel),
            names.hours(&message.schedule),
        ) else {
            // The undeclared name has been reported.
            continue;
        };
        rules.push(Rule {
            message: MessageId::new(index),
            channel: ChannelId::new(channel),
            is_published: message.status == MessageStatus::Published,
            after: match message.trigger {
                Trigger::PageView { after_seconds } => after_seconds,
                Trigger::PageLoad {} => 0,
            },
            frequency: message.frequency,
            hours,
            section,
        });
    }
    // The sort is stable: rules due at the same instant keep their order.
    rules.sort_by_key(|rule| rule.after);

    let index = match index_of(configuration, &facts, &rules, &code) {
        Ok(index) if checker.errors.is_empty() => index,
        Ok(_) => {
            return Err(PrepareError {
                errors: checker.errors,
            });
        }
        Err(error) => {
            checker.errors.push(ConfigError::TooMuchText {
                reason: error.to_string().into(),
            });
            return Err(PrepareError {
                errors: checker.errors,
            });
        }
    };

    let mut ranks = vec![0; rules.len()];
    for (rank, rule) in (0..).zip(&rules) {
        if let Some(slot) = ranks.get_mut(rule.message.index()) {
            *slot = rank;
        }
    }
    Ok(Program {
        released: configuration
            .account
            .as_ref()
            .is_none_or(|account| account.conversation_control == ConversationControl::Release),
        configuration: configuration.clone(),
        rules,
        ranks,
        code,
        index,
        hours,
        websites,
    })
}

/// Builds the index that finds true facts and the rules they make possible.
fn index_of(
    configuration: &Configuration,
    facts: &Facts,
    rules: &[Rule],
    code: &[Branch],
) -> Result<FactIndex, aho_corasick::BuildError> {
    let mut texts = FieldMap::<TextIndexBuilder>::default();
    let (mut histories, mut languages) = (Vec::new(), Vec::new());
    for (number, fact) in (0..).zip(facts.list()) {
        match fact {
            Fact::Is(field, text) => texts[*field].exact(text.clone(), number),
            Fact::Contains(field, needles) => {
                for needle in needles {
                    texts[*field].needle(needle, number);
                }
            }
            // A visit has one history, which is the value of every such field.
            Fact::History(_, history) => histories.push((*history, number)),
            Fact::Language(field, language) => languages.push((*field, *language, number)),
        }
    }
    let texts = texts
        .iter_mut()
        .map(|(field, text)| (field, std::mem::take(text)));
    let texts = texts.filter(|(_, text)| !text.is_empty());
    let texts = texts.map(|(field, text)| Ok((field, text.build()?)));
    let texts = texts.collect::<Result<_, aho_corasick::BuildError>>()?;

    let mut keyed = vec![BTreeSet::new(); facts.list().len()];
    let mut keyless = BitSet::new(rules.len());
    for (rank, rule) in (0..).zip(rules) {
        let Some(message) = configuration.messages.get(rule.message.index()) else {
            continue;
        };
        if !rule.is_published {
            continue;
        }
        match facts.keys(&message.conditions, rule.section, code) {
            None => {
                keyless.insert(rank);
            }
            Some(keys) => {
                for key in keys {
                    if let Some(ranks) = keyed.get_mut(key as usize) {
                        ranks.insert(rank);
                    }
                }
            }
        }
    }
    Ok(FactIndex {
        case: facts.case(),
        facts: facts.list().len(),
        texts,
        histories,
        languages,
        keyed: keyed
            .into_iter()
            .map(|ranks| ranks.into_iter().collect())
            .collect(),
        keyless,
    })
}

/// The indices of the declarations by ID. Only used for lookups, never iterated.
struct Names<'c> {
    brands: HashMap<&'c str, usize>,
    channels: HashMap<&'c str, usize>,
    bots: HashMap<&'c str, usize>,
    schedules: HashMap<&'c str, usize>,
}

impl Names<'_> {
    fn hours(&self, hours: &json::Hours) -> Option<RuleHours> {
        let find = |id: &Id| self.schedules.get(&**id).copied().map(ScheduleId::new);
        Some(match hours {
            json::Hours::Anytime {} => RuleHours::Anytime,
            json::Hours::BusinessHours { schedules: [only] } => RuleHours::Inside(find(only)?),
            json::Hours::OutsideBusinessHours { schedules } => {
                RuleHours::Outside(schedules.iter().map(find).collect::<Option<_>>()?)
            }
        })
    }
}

/// Collects errors.
#[derive(Default)]
struct Checker {
    errors: Vec<ConfigError>,
}

impl Checker {
    fn names<'c>(&mut self, configuration: &'c Configuration) -> Names<'c> {
        let names = Names {
            brands: self.table(
                DeclarationKind::Brand,
                configuration.brands.iter().map(|it| &it.id),
            ),
            channels: self.table(
                DeclarationKind::Channel,
                configuration.channels.iter().map(|it| &it.id),
            ),
            bots: self.table(
                DeclarationKind::Bot,
                configuration.bots.iter().map(|it| &it.id),
            ),
            schedules: self.table(
                DeclarationKind::Schedule,
                configuration.schedules.iter().map(|it| &it.id),
            ),
        };
        for bot in &configuration.bots {
            self.table(DeclarationKind::Answer, bot.answers.iter().map(|it| &it.id));
        }
        self.table(
            DeclarationKind::Message,
            configuration.messages.iter().map(|it| &it.id),
        );
        names
    }

    /// The indices of `ids`; repeated IDs are errors.
    fn table<'c>(
        &mut self,
        kind: DeclarationKind,
        ids: impl Iterator<Item = &'c Id>,
    ) -> HashMap<&'c str, usize> {
        let mut table = HashMap::new();
        for (position, id) in ids.enumerate() {
            if table.insert(&**id, position).is_some() {
                self.errors.push(ConfigError::Repeated {
                    kind,
                    id: (&**id).into(),
                });
            }
        }
        table
    }

    fn references(&mut self, configuration: &Configuration, names: &Names<'_>) {
        use DeclarationKind::{Answer, Bot, Brand, Channel, Message, Schedule};
        for channel in &configuration.channels {
            let user = (Channel, &channel.id);
            self.declared(&names.brands, Brand, &channel.brand, user);
            for schedule in &channel.business_hours {
                self.declared(&names.schedules, Schedule, schedule, user);
            }
        }
        for bot in &configuration.bots {
            for channel in &bot.channels {
                self.declared(&names.channels, Channel, channel, (Bot, &bot.id));
            }
        }
        for message in &configuration.messages {
            let user = (Message, &message.id);
            self.declared(&names.brands, Brand, &message.brand, user);
            self.declared(&names.channels, Channel, &message.channel, user);
            match &message.schedule {
                json::Hours::Anytime {} => {}
                json::Hours::BusinessHours { schedules } => {
                    for schedule in schedules {
                        self.declared(&names.schedules, Schedule, schedule, user);
                    }
                }
                json::Hours::OutsideBusinessHours { schedules } => {
                    for schedule in schedules {
                        self.declared(&names.schedules, Schedule, schedule, user);
                    }
                }
            }
            if let Reply::Bot { bot, answer } = &message.reply {
                self.declared(&names.bots, Bot, bot, user);
                let declared = names.bots.get(&**bot);
                if let Some(declared) = declared.and_then(|&it| configuration.bots.get(it))
                    && !declared.answers.iter().any(|known| known.id == *answer)
                {
                    self.undeclared(Answer, answer, user);
                }
            }
        }
    }

    fn declared(
        &mut self,
        table: &HashMap<&str, usize>,
        kind: DeclarationKind,
        id: &Id,
        user: (DeclarationKind, &Id),
    ) {
        if !table.contains_key(&**id) {
            self.undeclared(kind, id, user);
        }
    }

    fn undeclared(&mut self, kind: DeclarationKind, id: &Id, user: (DeclarationKind, &Id)) {
        self.errors.push(ConfigError::Undeclared {
            kind,
            id: (&**id).into(),
            user: (user.0, (&**user.1).into()),
        });
    }

    /// The websites of each channel.
    fn websites(&mut self, configuration: &Configuration) -> Vec<Box<[Website]>> {
        let mut of_channels = Vec::with_capacity(configuration.channels.len());
        for channel in &configuration.channels {
            let mut websites = Vec::with_capacity(channel.websites.len());
            for url in &channel.websites {
                match Website::parse(url) {
                    Ok(website) => websites.push(website),
                    Err(_) => self.errors.push(ConfigError::InvalidWebsite {
                        channel: (&*channel.id).into(),
                        url: (&**url).into(),
                    }),
                }
            }
            of_channels.push(websites.into());
        }
        of_channels
    }

    fn hours(&mut self, configuration: &Configuration) -> Vec<OpeningHours> {
        let zones = TimeZoneDatabase::bundled();
        let mut hours = Vec::new();
        for schedule in &configuration.schedules {
            let id = || -> Box<str> { (&*schedule.id).into() };
            for opening in &schedule.open {
                if opening.from >= opening.to {
                    self.errors.push(ConfigError::EmptyInterval {
                        schedule: id(),
                        day: opening.day,
                        from: opening.from,
                        to: opening.to,
                    });
                }
            }
            for closing in &schedule.closed {
                if closing.from > closing.to {
                    self.errors.push(ConfigError::EmptyClosing {
                        schedule: id(),
                        from: closing.from.to_string().into(),
                        to: closing.to.to_string().into(),
                    });
                }
            }
            match zones.get(&schedule.timezone) {
                Ok(zone) => hours.push(OpeningHours::new(
                    zone,
                    schedule
                        .open
                        .iter()
                        .map(|it| (it.day, it.from.minutes(), it.to.minutes())),
                    schedule.closed.iter().map(|it| (it.from, it.to)),
                )),
                Err(_) => self.errors.push(ConfigError::UnknownZone {
                    schedule: id(),
                    zone: (&*schedule.timezone).into(),
                }),
            }
        }
        hours
    }
}
