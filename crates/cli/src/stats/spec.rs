//! The design file of `earnest stats estimate`, as JSON.

use super::table::Fault;
use earnest_stats::estimate::{LonelyPsu, ProportionMethod};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    #[serde(default)]
    pub design: DesignSpec,
    pub requests: Vec<Request>,
}

/// How the sample was drawn, by column names.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct DesignSpec {
    pub strata: Option<String>,
    pub ids: Option<Names>,
    pub fpc: Option<Names>,
    pub weights: Option<String>,
    pub poststrata: Option<PostStrataSpec>,
    pub lonely_psu: Option<LonelySpec>,
}

/// One name or several.
#[derive(Deserialize, Clone)]
#[serde(untagged)]
pub enum Names {
    One(String),
    Many(Vec<String>),
}

impl Names {
    /// The names, none if absent.
    pub fn list(names: Option<&Self>) -> Vec<String> {
        match names {
            None => Vec::new(),
            Some(Self::One(name)) => vec![name.clone()],
            Some(Self::Many(names)) => names.clone(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostStrataSpec {
    pub col: String,
    pub totals: Map<String, Value>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub enum LonelySpec {
    Fail,
    Remove,
    Certainty,
    Adjust,
    Average,
}

impl From<LonelySpec> for LonelyPsu {
    fn from(spec: LonelySpec) -> Self {
        match spec {
            LonelySpec::Fail => Self::Fail,
            LonelySpec::Remove => Self::Remove,
            LonelySpec::Certainty => Self::Certainty,
            LonelySpec::Adjust => Self::Adjust,
            LonelySpec::Average => Self::Average,
        }
    }
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum StatName {
    Total,
    Mean,
    Ratio,
    Proportion,
    Difference,
}

impl StatName {
    pub fn text(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Mean => "mean",
            Self::Ratio => "ratio",
            Self::Proportion => "proportion",
            Self::Difference => "difference",
        }
    }
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum CiName {
    Mean,
    Logit,
    Xlogit,
    Asin,
    Beta,
}

impl CiName {
    pub fn method(self) -> (&'static str, ProportionMethod) {
        match self {
            Self::Mean => ("mean", ProportionMethod::Mean),
            Self::Logit => ("logit", ProportionMethod::Logit),
            Self::Xlogit => ("xlogit", ProportionMethod::Xlogit),
            Self::Asin => ("asin", ProportionMethod::Asin),
            Self::Beta => ("beta", ProportionMethod::Beta),
        }
    }
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub enum NaSpec {
    Drop,
    Fail,
}

/// One figure, or one figure per domain.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    pub id: Value,
    pub stat: StatName,
    pub var: String,
    pub den: Option<String>,
    pub separate: Option<bool>,
    pub level: Option<Value>,
    pub col: Option<String>,
    pub a: Option<Value>,
    pub b: Option<Value>,
    pub by: Option<Names>,
    pub domains: Option<Vec<Value>>,
    pub ci: Option<Vec<CiName>>,
    pub na: Option<NaSpec>,
}

impl Request {
    /// The request's name in messages.
    pub fn name(&self) -> String {
        scalar(&self.id).unwrap_or_else(|| self.id.to_string())
    }

    pub fn fault(&self, why: &str) -> Fault {
        Fault(format!("request \"{}\": {why}", self.name()))
    }

    /// The column given under a key that this statistic needs.
    pub fn needs<'a, T>(&self, value: Option<&'a T>, key: &str) -> Result<&'a T, Fault> {
        value.ok_or_else(|| self.fault(&format!("`{}` needs `{key}`", self.stat.text())))
    }

    /// A level or value as the text that stands in the file.
    pub fn needs_text(&self, value: Option<&Value>, key: &str) -> Result<String, Fault> {
        let value = self.needs(value, key)?;
        scalar(value).ok_or_else(|| self.fault(&format!("`{key}` must be a text or a number")))
    }

    /// The columns that make the domains.
    pub fn by(&self) -> Vec<String> {
        match (&self.by, self.domains.as_deref()) {
            (None, Some([Value::Object(first), ..])) => first.keys().cloned().collect(),
            _ => Names::list(self.by.as_ref()),
        }
    }

    /// The domains to report, each as one value per column of `by`.
    pub fn domains(&self, by: &[String]) -> Result<Option<Vec<Vec<String>>>, Fault> {
        let Some(domains) = &self.domains else { return Ok(None) };
        domains.iter().map(|domain| self.domain(by, domain)).collect::<Result<_, _>>().map(Some)
    }

    fn domain(&self, by: &[String], domain: &Value) -> Result<Vec<String>, Fault> {
        let values: Option<Vec<String>> = match domain {
            Value::Object(map) if map.len() == by.len() => {
                by.iter().map(|column| map.get(column).and_then(scalar)).collect()
            }
            Value::Array(values) if values.len() == by.len() => values.iter().map(scalar).collect(),
            value if by.len() == 1 => scalar(value).map(|v| vec![v]),
            _ => None,
        };
        values.ok_or_else(|| {
            self.fault(&format!("the domain {domain} does not give one value for each column of `by`"))
        })
    }
}

/// A JSON value as the text of a CSV field.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}
