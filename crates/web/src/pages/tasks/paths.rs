//! Addresses of tasks.

use crate::frame::address::paths;
use earnest_model::id::TaskId;

paths! {
    tasks() = "/tasks";
    task_new() = "/tasks/new";
    task(id: TaskId) = "/tasks/{id}";
    task_pass(id: TaskId) = "/tasks/{id}/pass";
    task_acknowledge(id: TaskId) = "/tasks/{id}/acknowledge";
    task_reply(id: TaskId) = "/tasks/{id}/reply";
    task_follow_up(id: TaskId) = "/tasks/{id}/follow-up";
    task_finish(id: TaskId) = "/tasks/{id}/finish";
    late() = "/late";
    late_records() = "/late/records";
}
