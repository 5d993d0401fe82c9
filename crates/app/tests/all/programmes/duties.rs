//! Duties of programmes that run side by side: each has a first responsible person, and a vacancy, of its own.

use super::side_by_side::two;
use earnest_app::{
    duties::{duties_show::show_duties, duty_lay::lay_duty},
    figures::figure_show::{Asked, show_figure},
    people::post_register::{end_post, register_post},
};
use earnest_model::{
    duties::duty::{DutyForm, PostForm},
    figures::figure_name::FigureName,
};
use earnest_testkit::register::on_both_engines;

#[test]
fn whoever_is_first_responsible_in_one_programme_fills_no_vacancy_of_another() {
    on_both_engines(|register| {
        let (office, [(first, _), (second, _)]) = two(register);
        let post = |title| {
            let form = PostForm { kind: "chief", title, from: "2015-05-01", until: "", another: false };
            register_post(&register.context(&office), "A", form).unwrap()
        };
        let (secretary, deputy) = (post("the secretary"), post("the deputy"));
        for (programme, post) in [(first, secretary), (second, deputy)] {
            let own = office.clone().in_programme(Some(programme));
            let key = post.to_string();
            let form = DutyForm { kind: "first", post: &key, laid_on: "2015-05-04", ..DutyForm::default() };
            lay_duty(&register.context(&own), "A", form).unwrap();
        }
        let shown = show_duties(&register.context(&office), "A").unwrap();
        let of: Vec<_> = shown.duties.iter().map(|duty| (duty.carrier, duty.programme)).collect();
        assert_eq!(of, [(Some(secretary), Some(first)), (Some(deputy), Some(second))]);
        let vacant = || {
            let asked = Asked { unit: Some("A"), own: true, ..Asked::of(FigureName::FirstVacant) };
            show_figure(&register.context(&office), asked, None, 9).unwrap().figure.value()
        };
        assert_eq!(vacant(), 0);
        end_post(&register.context(&office), secretary, "2015-05-20").unwrap();
        assert_eq!(vacant(), 1, "the deputy is first responsible in the other programme alone");
    });
}
