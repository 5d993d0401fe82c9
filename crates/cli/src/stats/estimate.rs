//! `earnest stats estimate`: a sample and its design in, estimates with their uncertainty out.

use super::spec::{CiName, NaSpec, Names, Request, Spec, StatName};
use super::table::{Fault, Table, read};
use earnest_stats::estimate::{
    Cell, Codes, Design, DesignFault, DesignInput, Estimate, Interval, PostStrata, Role, Side, Statistic,
    TTable, cells, proportion_interval,
};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::io::Read;

/// Everything that the command prints.
#[derive(Serialize)]
pub struct Output {
    pub sample_size: usize,
    pub population_estimate: f64,
    pub df: usize,
    pub results: Vec<Answer>,
}

/// The answer to one request: rows, or why there are none.
#[derive(Serialize)]
pub struct Answer {
    pub id: Value,
    pub stat: &'static str,
    #[serde(flatten)]
    pub content: Content,
}

#[derive(Serialize)]
#[serde(untagged)]
pub enum Content {
    Rows { rows: Vec<Row> },
    Error { error: String },
}

/// One domain: figures, or why there are none.
#[derive(Serialize)]
pub struct Row {
    pub by: Map<String, Value>,
    #[serde(flatten)]
    pub content: RowContent,
}

#[derive(Serialize)]
#[serde(untagged)]
pub enum RowContent {
    Figures(Box<Figures>),
    Error { error: String },
}

#[derive(Serialize)]
pub struct Figures {
    pub n: usize,
    pub estimate: Option<f64>,
    pub variance: Option<f64>,
    pub se: Option<f64>,
    pub cv: Option<f64>,
    pub df: usize,
    pub df_domain: usize,
    pub ci95_normal: Interval,
    pub ci95_t: Interval,
    pub ci95_t_domain: Interval,
    pub deff: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ci95_by_method: Option<BTreeMap<&'static str, Interval>>,
}

/// Reads the sample and answers every request of the design file.
pub fn run(sample_name: &str, sample: impl Read, spec: &Spec) -> Result<Output, Fault> {
    let (texts, numbers) = columns(spec)?;
    let table = read(sample_name, sample, &texts, &numbers)?;
    let design = design(spec, &table)?;
    let mut t = TTable::default();
    let results = spec
        .requests
        .iter()
        .map(|request| answer(spec, request, &table, &design, &mut t))
        .collect::<Result<_, _>>()?;
    Ok(Output {
        sample_size: design.sample_size(),
        population_estimate: design.population_estimate(),
        df: design.df(),
        results,
    })
}

/// The columns that the design and the requests name, as text and as numbers.
fn columns(spec: &Spec) -> Result<(Vec<String>, Vec<String>), Fault> {
    let d = &spec.design;
    let mut texts = Names::list(d.ids.as_ref());
    texts.extend(d.strata.clone());
    texts.extend(d.poststrata.as_ref().map(|p| p.col.clone()));
    let mut numbers = Names::list(d.fpc.as_ref());
    numbers.extend(d.weights.clone());
    for request in &spec.requests {
        texts.extend(request.by());
        match request.stat {
            StatName::Proportion => texts.push(request.var.clone()),
            _ => numbers.push(request.var.clone()),
        }
        match request.stat {
            StatName::Ratio => numbers.push(request.needs(request.den.as_ref(), "den")?.clone()),
            StatName::Difference => texts.push(request.needs(request.col.as_ref(), "col")?.clone()),
            _ => {}
        }
    }
    for list in [&mut texts, &mut numbers] {
        list.sort();
        list.dedup();
    }
    Ok((texts, numbers))
}

fn design(spec: &Spec, table: &Table) -> Result<Design, Fault> {
    let d = &spec.design;
    let ids = Names::list(d.ids.as_ref());
    let fpc = Names::list(d.fpc.as_ref());
    let text = |name: &String| table.text(name).cloned();
    let number = |name: &String| table.number(name).map(<[f64]>::to_vec);
    let poststrata = d.poststrata.as_ref().map(|p| {
        let total = |(name, value): (&String, &Value)| match value.as_f64() {
            Some(total) => Ok((name.clone(), total)),
            None => Err(Fault(format!("design, poststrata, \"{name}\": {value} is not a number"))),
        };
        let totals = p.totals.iter().map(total).collect::<Result<_, _>>()?;
        Ok(PostStrata { groups: text(&p.col)?, totals })
    });
    let input = DesignInput {
        rows: table.rows(),
        strata: d.strata.as_ref().map(text).transpose()?,
        ids: ids.iter().map(text).collect::<Result<_, _>>()?,
        fpc: fpc.iter().map(number).collect::<Result<_, _>>()?,
        weights: d.weights.as_ref().map(number).transpose()?,
        poststrata: poststrata.transpose()?,
        lonely_psu: d.lonely_psu.map(Into::into).unwrap_or_default(),
    };
    let column = |role: Role| match role {
        Role::Strata => d.strata.clone(),
        Role::Id(s) => ids.get(s).cloned(),
        Role::Fpc(s) => fpc.get(s).cloned(),
        Role::Weights => d.weights.clone(),
        Role::PostStrata => d.poststrata.as_ref().map(|p| p.col.clone()),
    };
    Design::new(input).map_err(|fault| named(&fault, table, |role| column(role).unwrap_or_default()))
}

/// A fault of the design with its column and line.
fn named(fault: &DesignFault, table: &Table, column: impl Fn(Role) -> String) -> Fault {
    let at = match fault {
        DesignFault::Missing { role, row }
        | DesignFault::NotPositive { role, row, .. }
        | DesignFault::PopulationVaries { role, row, .. }
        | DesignFault::PopulationTooSmall { role, row, .. } => Some((*role, Some(*row))),
        DesignFault::NoTotal { row, .. } => Some((Role::PostStrata, Some(*row))),
        DesignFault::BadTotal { .. }
        | DesignFault::EmptyPostStratum { .. }
        | DesignFault::TwoTotals { .. } => Some((Role::PostStrata, None)),
        DesignFault::NoRows | DesignFault::Length | DesignFault::Stages { .. } => None,
    };
    match at {
        Some((role, row)) => table.fault(row, &column(role), &fault.to_string()),
        None => Fault(format!("design: {fault}")),
    }
}

/// The values of a request, one per row of the sample.
enum Values<'a> {
    One(&'a [f64]),
    Two(&'a [f64], &'a [f64]),
    Hits(Vec<f64>),
    Sides(&'a [f64], Vec<Side>, &'a Codes),
}

impl<'a> Values<'a> {
    fn of(request: &Request, table: &'a Table) -> Result<Self, Fault> {
        Ok(match request.stat {
            StatName::Total | StatName::Mean => Self::One(table.number(&request.var)?),
            StatName::Ratio => {
                let den = request.needs(request.den.as_ref(), "den")?;
                Self::Two(table.number(&request.var)?, table.number(den)?)
            }
            StatName::Proportion => {
                let level = request.needs_text(request.level.as_ref(), "level")?;
                let codes = table.text(&request.var)?;
                let hit = codes.names.iter().position(|n| *n == level).and_then(|c| u32::try_from(c).ok());
                let value = |c: &u32| match *c {
                    earnest_stats::estimate::MISSING => f64::NAN,
                    c => f64::from(u8::from(Some(c) == hit)),
                };
                Self::Hits(codes.of_row.iter().map(value).collect())
            }
            StatName::Difference => {
                let codes = table.text(request.needs(request.col.as_ref(), "col")?)?;
                let [a, b] =
                    [("a", &request.a), ("b", &request.b)].map(|(k, v)| request.needs_text(v.as_ref(), k));
                let (a, b) = (a?, b?);
                if a == b {
                    return Err(request.fault("`a` and `b` are the same"));
                }
                let of_code = |name: &String| match name {
                    name if *name == a => Side::First,
                    name if *name == b => Side::Second,
                    _ => Side::Neither,
                };
                let sides: Vec<Side> = codes.names.iter().map(of_code).collect();
                let side = |c: &u32| usize::try_from(*c).ok().and_then(|c| sides.get(c).copied());
                let sides = codes.of_row.iter().map(|c| side(c).unwrap_or(Side::Neither)).collect();
                Self::Sides(table.number(&request.var)?, sides, codes)
            }
        })
    }

    fn statistic(&self, stat: StatName) -> Statistic<'_> {
        match self {
            Self::One(y) if stat == StatName::Total => Statistic::Total(y),
            Self::One(y) => Statistic::Mean(y),
            Self::Two(y, x) => Statistic::Ratio(y, x),
            Self::Hits(y) => Statistic::Proportion(y),
            Self::Sides(y, sides, _) => Statistic::Difference(y, sides),
        }
    }

    /// The column in which a row lacks a value that it would need.
    fn lacks(&self, request: &Request, row: usize) -> Option<String> {
        let empty = |y: &[f64]| y.get(row).is_none_or(|v| v.is_nan());
        match self {
            Self::One(y) if empty(y) => Some(request.var.clone()),
            Self::Hits(y) if empty(y) => Some(request.var.clone()),
            Self::Two(y, _) if empty(y) => Some(request.var.clone()),
            Self::Two(_, x) if empty(x) => request.den.clone(),
            Self::Sides(_, _, col) if col.text(row).is_none() => request.col.clone(),
            Self::Sides(y, sides, _) if sides.get(row) != Some(&Side::Neither) && empty(y) => {
                Some(request.var.clone())
            }
            _ => None,
        }
    }
}

fn answer(
    spec: &Spec,
    request: &Request,
    table: &Table,
    design: &Design,
    t: &mut TTable,
) -> Result<Answer, Fault> {
    let values = Values::of(request, table)?;
    let (by, cells) = domains_of(spec, request, table, design)?;
    if !matches!(request.na, Some(NaSpec::Drop)) {
        refuse_missing(request, table, &values, &by, &cells)?;
    }
    let statistic = values.statistic(request.stat);
    let mut rows = Vec::with_capacity(cells.len());
    for cell in cells {
        let content = match design.estimate(&statistic, &cell.rows, t) {
            Ok(estimate) => RowContent::Figures(Box::new(figures(request, estimate, t))),
            Err(lonely) => RowContent::Error { error: lonely.to_string() },
        };
        let by = by.iter().cloned().zip(cell.by.into_iter().map(Value::String)).collect();
        rows.push(Row { by, content });
    }
    let whole = by.is_empty();
    let error = rows.first().and_then(|row| match &row.content {
        RowContent::Error { error } if whole => Some(error.clone()),
        _ => None,
    });
    let content = error.map_or(Content::Rows { rows }, |error| Content::Error { error });
    Ok(Answer { id: request.id.clone(), stat: request.stat.text(), content })
}

/// The columns that make the domains, and the domains.
fn domains_of(
    spec: &Spec,
    request: &Request,
    table: &Table,
    design: &Design,
) -> Result<(Vec<String>, Vec<Cell>), Fault> {
    let mut by = request.by();
    let domains = request.domains(&by)?;
    let given = by.len();
    if request.separate == Some(true) {
        if request.stat != StatName::Ratio {
            return Err(request.fault("`separate` belongs to a ratio"));
        }
        by.extend(spec.design.strata.clone().filter(|strata| !by.contains(strata)));
    }
    let columns = by.iter().map(|name| table.text(name)).collect::<Result<Vec<_>, _>>()?;
    let cells = match domains {
        Some(domains) if by.len() > given => {
            let all = cells(design, &columns, None);
            domains.iter().flat_map(|d| all.iter().filter(move |c| c.by.starts_with(d)).cloned()).collect()
        }
        domains => cells(design, &columns, domains.as_deref()),
    };
    Ok((by, cells))
}

/// Without `na: drop` a missing value is a fault, named by its first row.
fn refuse_missing(
    request: &Request,
    table: &Table,
    values: &Values<'_>,
    by: &[String],
    cells: &[Cell],
) -> Result<(), Fault> {
    let mut first: Option<(usize, String)> = None;
    let mut note = |row: usize, column: String| {
        if first.as_ref().is_none_or(|(known, _)| row < *known) {
            first = Some((row, column));
        }
    };
    for name in by {
        let codes = table.text(name)?;
        if let Some(row) = codes.of_row.iter().position(|c| *c == earnest_stats::estimate::MISSING) {
            note(row, name.clone());
        }
    }
    for row in cells.iter().flat_map(|cell| &cell.rows) {
        let row = usize::try_from(*row).unwrap_or(usize::MAX);
        if let Some(column) = values.lacks(request, row) {
            note(row, column);
        }
    }
    match first {
        None => Ok(()),
        Some((row, column)) => {
            let why = format!(
                "the value is missing (request \"{}\"); `\"na\": \"drop\"` leaves such units out",
                request.name()
            );
            Err(table.fault(Some(row), &column, &why))
        }
    }
}

fn figures(request: &Request, e: Estimate, t: &mut TTable) -> Figures {
    let ci95_by_method = (request.stat == StatName::Proportion).then(|| {
        let methods = request.ci.iter().flatten().copied().map(CiName::method);
        methods.map(|(name, method)| (name, proportion_interval(&e, method, t))).collect()
    });
    Figures {
        n: e.n,
        estimate: e.estimate,
        variance: e.variance,
        se: e.se,
        cv: e.cv,
        df: e.df,
        df_domain: e.df_domain,
        ci95_normal: e.ci95_normal,
        ci95_t: e.ci95_t,
        ci95_t_domain: e.ci95_t_domain,
        deff: e.deff,
        ci95_by_method,
    }
}
