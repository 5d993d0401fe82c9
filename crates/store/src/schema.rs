//! The one schema of both engines. Dates and times are text (ISO 8601, UTC), which sorts and reads alike on both.

#![expect(
    missing_docs,
    reason = "the meaning of tables stands in the migrations; the macro generates the items"
)]

diesel::table! {
    /// Settings of the organisation: the pack, the columns of the unit file.
    setting (key) {
        key -> Text,
        value -> Text,
    }
}

diesel::table! {
    /// Units of the tree; `lo`..`hi` is the pre-order interval, `seq` the order in which they came in.
    unit (id) {
        id -> BigInt,
        code -> Text,
        name -> Text,
        parent_id -> Nullable<BigInt>,
        tier -> Integer,
        class -> Text,
        lo -> BigInt,
        hi -> BigInt,
        seq -> BigInt,
        synthetic -> Bool,
        opened_on -> Nullable<Text>,
        closed_on -> Nullable<Text>,
        entered_on -> Text,
    }
}

diesel::table! {
    /// What was changed in the tree by acts.
    unit_change (id) {
        id -> BigInt,
        unit_id -> BigInt,
        kind -> Text,
        name_before -> Nullable<Text>,
        name_after -> Nullable<Text>,
        parent_before -> Nullable<BigInt>,
        parent_after -> Nullable<BigInt>,
        other_id -> Nullable<BigInt>,
        ordered_on -> Text,
        from_on -> Text,
        reason -> Text,
        undoes_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// Accounts: a login and the role title they are shown under.
    account (id) {
        id -> BigInt,
        login -> Text,
        title -> Text,
        password_hash -> Nullable<Text>,
        created_at -> Text,
        disabled -> Bool,
    }
}

diesel::table! {
    /// Roles held at units between dates.
    holding (id) {
        id -> BigInt,
        account_id -> BigInt,
        role -> Text,
        unit_id -> BigInt,
        from_on -> Text,
        until_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// Up to which entry of the journal an account has read its notices.
    notice_read (account_id) {
        account_id -> BigInt,
        place -> BigInt,
    }
}

diesel::table! {
    /// Work that is done later.
    job (id) {
        id -> BigInt,
        key -> Text,
        kind -> Text,
        account_id -> BigInt,
        about -> Text,
        state -> Text,
        due_at -> Text,
        attempts -> Integer,
        leased_until -> Nullable<Text>,
        fault -> Nullable<Text>,
        ended_at -> Nullable<Text>,
    }
}

diesel::table! {
    /// Whether, where and when an account is written to.
    mail_wish (account_id) {
        account_id -> BigInt,
        mode -> Text,
        address -> Nullable<Text>,
        hour -> Integer,
        quiet_from -> Nullable<Integer>,
        quiet_to -> Nullable<Integer>,
        language -> Text,
        told_up_to -> BigInt,
    }
}

diesel::table! {
    /// Sign-in sessions; only the hash of a token is kept.
    session (token_hash) {
        token_hash -> Text,
        account_id -> BigInt,
        csrf -> Text,
        created_at -> Text,
        expires_at -> Text,
        holding_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// What happened at the door; kept by age.
    security_event (id) {
        id -> BigInt,
        at -> Text,
        kind -> Text,
        account_id -> Nullable<BigInt>,
        login -> Text,
        client -> Text,
        detail -> Text,
    }
}

diesel::table! {
    /// Devices from which somebody has signed in; only the hash of a token is kept.
    device (token_hash, account_id) {
        token_hash -> Text,
        account_id -> BigInt,
        seen_at -> Text,
    }
}

diesel::table! {
    /// Invitations to set a password; only the hash of the link's token is kept.
    invitation (account_id) {
        account_id -> BigInt,
        token_hash -> Text,
        expires_at -> Text,
    }
}

diesel::table! {
    /// Posts of units.
    post (id) {
        id -> BigInt,
        unit_id -> BigInt,
        kind -> Text,
        title -> Text,
        from_on -> Text,
        until_on -> Nullable<Text>,
        account_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// Duties laid on units and their acknowledgement.
    duty (id) {
        id -> BigInt,
        unit_id -> BigInt,
        kind -> Text,
        post_id -> Nullable<BigInt>,
        laid_by -> BigInt,
        laid_on -> Text,
        acknowledged_on -> Nullable<Text>,
        programme_id -> Nullable<BigInt>,
        due_on -> Nullable<Text>,
        ended_on -> Nullable<Text>,
        entered_on -> Text,
        end_entered_on -> Text,
    }
}

diesel::table! {
    /// How far duties have come strictly beneath a unit, tier by tier.
    duty_tally (unit_id, tier) {
        unit_id -> BigInt,
        tier -> Integer,
        laid -> BigInt,
        acknowledged -> BigInt,
        units -> BigInt,
        whole -> BigInt,
        silent -> BigInt,
        touched_on -> Text,
    }
}

diesel::table! {
    /// Programmes.
    programme (id) {
        id -> BigInt,
        organiser_id -> BigInt,
        key -> Text,
        title -> Text,
        pack -> Text,
        goal -> Text,
        started_on -> Text,
        superior_id -> Nullable<BigInt>,
        pack_id -> Nullable<BigInt>,
        state -> Text,
        follows_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// On which day a programme came so far; `reason` where it was ended early.
    programme_step (programme_id, state) {
        programme_id -> BigInt,
        state -> Text,
        taken_on -> Text,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    /// Rounds that ended with their programme before they were over.
    round_end (round_id) {
        round_id -> BigInt,
        state_before -> Text,
        reason -> Text,
        ended_on -> Text,
    }
}

diesel::table! {
    /// Rounds: one topic, one assessment, one organiser.
    round (id) {
        id -> BigInt,
        programme_id -> BigInt,
        organiser_id -> BigInt,
        number -> Integer,
        topic -> Text,
        state -> Text,
        opens_on -> Text,
        plans_due_on -> Text,
        ends_on -> Text,
        standard_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// On which day each round came into which state.
    round_step (round_id, state) {
        round_id -> BigInt,
        state -> Text,
        taken_on -> Text,
    }
}

diesel::table! {
    /// Which units owe a plan to a round, from which day on.
    round_owing (round_id, unit_id) {
        round_id -> BigInt,
        unit_id -> BigInt,
        from_on -> Text,
    }
}

diesel::table! {
    /// Into which state a round came after it was reopened; `reason` where it went back.
    round_again (id) {
        id -> BigInt,
        round_id -> BigInt,
        state -> Text,
        taken_on -> Text,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    /// Gates of rounds that were opened without their condition.
    gate_opening (round_id, gate) {
        round_id -> BigInt,
        gate -> Text,
        reason -> Text,
        opened_on -> Text,
        opened_by -> BigInt,
        settled -> Nullable<Text>,
        settled_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// Units that are excused from the session of a round.
    session_excuse (round_id, unit_id) {
        round_id -> BigInt,
        unit_id -> BigInt,
        reason -> Text,
        excused_on -> Text,
        excused_by -> BigInt,
    }
}

diesel::table! {
    /// Published versions of standards; `body` is the standard as JSON.
    standard (id) {
        id -> BigInt,
        programme_id -> BigInt,
        organiser_id -> BigInt,
        version -> Integer,
        published_on -> Text,
        body -> Text,
    }
}

diesel::table! {
    /// Drafts of standards; `body` is the form as JSON.
    standard_draft (organiser_id, programme_id) {
        organiser_id -> BigInt,
        programme_id -> BigInt,
        revision -> Integer,
        body -> Text,
        changed_at -> Text,
        changed_by -> Nullable<BigInt>,
        asked_sha256 -> Nullable<Text>,
        asked_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// Bodies that lead or join a programme.
    joint_body (id) {
        id -> BigInt,
        programme_id -> BigInt,
        unit_id -> BigInt,
        part -> Text,
        from_on -> Text,
        until_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// The classes of units that a body covers.
    joint_class (body_id, class) {
        body_id -> BigInt,
        class -> Text,
    }
}

diesel::table! {
    /// What bodies said to drafts of the standard.
    standard_answer (id) {
        id -> BigInt,
        body_id -> BigInt,
        sha256 -> Text,
        answer -> Text,
        reason -> Nullable<Text>,
        answered_on -> Text,
        account_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// Who signed a published version besides its organiser.
    standard_signatory (standard_id, body_id) {
        standard_id -> BigInt,
        body_id -> BigInt,
        name -> Text,
        part -> Text,
        signed_on -> Text,
    }
}

diesel::table! {
    /// Drafts of plans until the head has signed them; `body` is the form as JSON.
    plan_draft (id) {
        id -> BigInt,
        round_id -> BigInt,
        unit_id -> BigInt,
        state -> Text,
        revision -> Integer,
        body -> Text,
        words -> Nullable<Text>,
        changed_at -> Text,
        changed_by -> Nullable<BigInt>,
        sent_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// Versions of plans; `body` holds the sections as JSON.
    plan (id) {
        id -> BigInt,
        round_id -> BigInt,
        unit_id -> BigInt,
        version -> Integer,
        state -> Text,
        latest -> Bool,
        session_on -> Nullable<Text>,
        body -> Text,
        submitted_at -> Text,
        submitted_by -> Nullable<BigInt>,
        signed_by -> Nullable<BigInt>,
        entered_on -> Text,
    }
}

diesel::table! {
    /// Reviews of plans; `missing` lists keys of the checklist as JSON.
    plan_review (id) {
        id -> BigInt,
        plan_id -> BigInt,
        unit_id -> BigInt,
        outcome -> Text,
        missing -> Text,
        remarks -> Text,
        reviewed_at -> Text,
        reviewer_id -> Nullable<BigInt>,
        entered_on -> Text,
    }
}

diesel::table! {
    /// Seminar sessions that were held; `body` is the record as JSON. A row with `stands_id` is what a record said until
    /// `ended_on`; one that ended without was withdrawn.
    seminar (id) {
        id -> BigInt,
        round_id -> Nullable<BigInt>,
        unit_id -> BigInt,
        kind -> Text,
        held_on -> Text,
        minutes -> Integer,
        present -> Integer,
        expected -> Integer,
        body -> Text,
        recorded_at -> Text,
        entered_on -> Text,
        ended_on -> Nullable<Text>,
        stands_id -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        lead_came -> Nullable<Text>,
        lead_made_up_on -> Nullable<Text>,
        organiser_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// Who is sent to listen in at whose session.
    observation (id) {
        id -> BigInt,
        round_id -> BigInt,
        unit_id -> BigInt,
        assessor_id -> BigInt,
        state -> Text,
        assigned_on -> Text,
        session_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// Random draws: the frozen frame, the public seed, the certificate.
    draw (id) {
        id -> BigInt,
        round_id -> BigInt,
        organiser_id -> BigInt,
        state -> Text,
        rate -> Text,
        frame -> Text,
        frame_hash -> Text,
        frozen_at -> Text,
        seed -> Nullable<Text>,
        drawn_at -> Nullable<Text>,
        certificate -> Nullable<Text>,
        void_reason -> Nullable<Text>,
        exclusions -> Nullable<Text>,
    }
}

diesel::table! {
    /// Units drawn for a spot check, in the order of the draw.
    spot_check (id) {
        id -> BigInt,
        draw_id -> BigInt,
        round_id -> BigInt,
        unit_id -> BigInt,
        class -> Text,
        place -> Integer,
        ticket -> Text,
        state -> Text,
        unfit -> Nullable<Text>,
        replaces_id -> Nullable<BigInt>,
        entered_on -> Text,
        void_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// Score sheets handed in; `marks`, `vetoes` are JSON, `score` an exact fraction of 100.
    sheet (id) {
        id -> BigInt,
        kind -> Text,
        round_id -> BigInt,
        unit_id -> BigInt,
        observation_id -> Nullable<BigInt>,
        spot_check_id -> Nullable<BigInt>,
        assessor_id -> BigInt,
        standard_id -> BigInt,
        marks -> Text,
        vetoes -> Text,
        remarks -> Text,
        score -> Text,
        submitted_at -> Text,
        minutes -> Nullable<Integer>,
        heard -> Nullable<Text>,
        entered_on -> Text,
        seminar_id -> Nullable<BigInt>,
        heard_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// The lot by which units were chosen whose materials are marked twice.
    second_lot (draw_id) {
        draw_id -> BigInt,
        seed -> Text,
        certificate -> Text,
        drawn_at -> Text,
    }
}

diesel::table! {
    /// Sheets that are owed beside the first one on materials.
    second_mark (id) {
        id -> BigInt,
        spot_check_id -> BigInt,
        unit_id -> BigInt,
        round_id -> BigInt,
        assessor_id -> BigInt,
        reason -> Text,
        asked_on -> Text,
        sheet_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// Figures of called-up units, counted anew: claimed by the register, checked, confirmed.
    recount (id) {
        id -> BigInt,
        spot_check_id -> BigInt,
        unit_id -> BigInt,
        round_id -> BigInt,
        kind -> Text,
        claimed -> Integer,
        checked -> Integer,
        confirmed -> Integer,
        counted_on -> Text,
        assessor_id -> BigInt,
    }
}

diesel::table! {
    /// Overall ratings: parts and weights as JSON, the exact score, grade and veto.
    rating (id) {
        id -> BigInt,
        round_id -> BigInt,
        unit_id -> BigInt,
        standard_id -> BigInt,
        parts -> Text,
        score -> Nullable<Text>,
        variance -> Nullable<Text>,
        otherwise -> Nullable<Text>,
        grade -> Text,
        veto -> Nullable<Text>,
        rated_at -> Text,
        rated_by -> Nullable<BigInt>,
        entered_on -> Text,
    }
}

diesel::table! {
    /// Appeals against ratings, one each; a changed result stands beside the rating.
    appeal (id) {
        id -> BigInt,
        rating_id -> BigInt,
        round_id -> BigInt,
        unit_id -> BigInt,
        state -> Text,
        reason -> Text,
        lodged_on -> Text,
        lodged_by -> Nullable<BigInt>,
        decision -> Nullable<Text>,
        score -> Nullable<Text>,
        grade -> Nullable<Text>,
        decided_on -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// Drafts of circulars; `body` is what a person wrote, as JSON.
    circular_draft (id) {
        id -> BigInt,
        round_id -> BigInt,
        organiser_id -> BigInt,
        state -> Text,
        title -> Text,
        body -> Text,
        due_on -> Nullable<Text>,
        drafted_on -> Text,
        circular_id -> Nullable<BigInt>,
        given_up -> Nullable<Text>,
    }
}

diesel::table! {
    /// Passages of drafts, one for each point and unit named.
    passage (id) {
        id -> BigInt,
        draft_id -> BigInt,
        unit_id -> BigInt,
        polarity -> Text,
        place -> Integer,
        body -> Text,
        was -> Nullable<Text>,
        state -> Text,
        said -> Nullable<Text>,
        beside -> Bool,
        answered_on -> Nullable<Text>,
        answered_by -> Nullable<BigInt>,
        decision -> Nullable<Text>,
        decided_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// Rated units that no passage of a draft asks: each is told of its row in the table of results.
    row_check (id) {
        id -> BigInt,
        draft_id -> BigInt,
        unit_id -> BigInt,
        score -> Nullable<Text>,
        grade -> Text,
    }
}

diesel::table! {
    /// What units owe by the requirements of circulars, one for each requirement and unit.
    obligation (id) {
        id -> BigInt,
        circular_id -> BigInt,
        unit_id -> BigInt,
        place -> Integer,
        body -> Text,
        due_on -> Text,
        answer -> Nullable<Text>,
        answered_on -> Nullable<Text>,
        answered_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// From which record a problem was opened, or which one it answers.
    origin (id) {
        id -> BigInt,
        problem_id -> BigInt,
        unit_id -> BigInt,
        kind -> Text,
        record_id -> BigInt,
        place -> Integer,
        linked_on -> Text,
        account_id -> Nullable<BigInt>,
        undone_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// Published versions of circulars; `body` is the document as JSON.
    circular (id) {
        id -> BigInt,
        round_id -> BigInt,
        organiser_id -> BigInt,
        version -> Integer,
        title -> Text,
        body -> Text,
        published_on -> Text,
        number_year -> Nullable<Integer>,
        number_place -> Nullable<Integer>,
        number -> Nullable<Text>,
    }
}

diesel::table! {
    /// Units named in a circular.
    mention (id) {
        id -> BigInt,
        circular_id -> BigInt,
        unit_id -> BigInt,
        polarity -> Text,
        body -> Text,
        reply_due_on -> Nullable<Text>,
        answerer_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// Recipients of circulars and when they read them.
    receipt (id) {
        id -> BigInt,
        circular_id -> BigInt,
        unit_id -> BigInt,
        read_at -> Nullable<Text>,
        account_id -> Nullable<BigInt>,
        reminded_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// Problems of findings lists: level area, team or person.
    problem (id) {
        id -> BigInt,
        serial -> Text,
        unit_id -> BigInt,
        level -> Text,
        aspect -> Text,
        body -> Text,
        instance -> Text,
        source -> Text,
        round_id -> Nullable<BigInt>,
        found_on -> Text,
        root_cause -> Nullable<Text>,
        target -> Nullable<Text>,
        leader -> Nullable<Text>,
        assisting -> Nullable<Text>,
        contact -> Nullable<Text>,
        state -> Text,
        missing -> Nullable<Text>,
        reported_by -> Nullable<BigInt>,
        signed_by -> Nullable<BigInt>,
        signed_on -> Nullable<Text>,
        merged_into -> Nullable<BigInt>,
        person_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// Typical symptoms in catalogues; never counted as problems.
    manifestation (id) {
        id -> BigInt,
        unit_id -> BigInt,
        aspect -> Text,
        body -> Text,
        entered_on -> Text,
    }
}

diesel::table! {
    /// Corrective measures.
    measure (id) {
        id -> BigInt,
        serial -> Text,
        problem_id -> BigInt,
        unit_id -> BigInt,
        body -> Text,
        owner -> Text,
        deliverable -> Text,
        time_class -> Text,
        due_on -> Nullable<Text>,
        state -> Text,
        progress -> Integer,
        evidence -> Nullable<Text>,
        requested_by -> Nullable<BigInt>,
        approved_by -> Nullable<BigInt>,
        closed_on -> Nullable<Text>,
        stage_goal -> Nullable<Text>,
        ends_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// What happened to a measure, step by step.
    measure_step (id) {
        id -> BigInt,
        measure_id -> BigInt,
        unit_id -> BigInt,
        step -> Text,
        taken_on -> Text,
        account_id -> Nullable<BigInt>,
        remarks -> Text,
        evidence -> Nullable<Text>,
    }
}

diesel::table! {
    /// Inquiries: questions asked of units about their ledgers.
    inquiry (id) {
        id -> BigInt,
        unit_id -> BigInt,
        kind -> Text,
        count_here -> Integer,
        of_here -> Integer,
        count_elsewhere -> Integer,
        of_elsewhere -> Integer,
        asked_by -> Nullable<BigInt>,
        asked_on -> Text,
        reply -> Nullable<Text>,
        replied_by -> Nullable<BigInt>,
        replied_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// The texts of a question about texts, as they stood when it was asked.
    inquiry_text (inquiry_id, place) {
        inquiry_id -> BigInt,
        place -> Integer,
        kind -> Text,
        record_id -> BigInt,
        body -> Text,
        other_id -> BigInt,
        other_body -> Text,
        other_since -> Text,
        in_units -> Integer,
        of_units -> Integer,
    }
}

diesel::table! {
    /// Texts that an office knows to have been sent out or published.
    source_text (id) {
        id -> BigInt,
        unit_id -> BigInt,
        title -> Text,
        body -> Text,
        added_by -> Nullable<BigInt>,
        added_on -> Text,
        withdrawn_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// Draws of closed measures.
    look_back_draw (id) {
        id -> BigInt,
        organiser_id -> BigInt,
        state -> Text,
        rate -> Text,
        strata -> Text,
        frame -> Text,
        frame_hash -> Text,
        frozen_at -> Text,
        seed -> Nullable<Text>,
        drawn_at -> Nullable<Text>,
        certificate -> Nullable<Text>,
        void_reason -> Nullable<Text>,
    }
}

diesel::table! {
    /// Measures drawn for a look-back.
    look_back (id) {
        id -> BigInt,
        draw_id -> BigInt,
        measure_id -> BigInt,
        unit_id -> BigInt,
        stratum -> Text,
        place -> Integer,
        ticket -> Text,
        assignee_id -> Nullable<BigInt>,
        state -> Text,
        looked_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// Requests for a later day of a measure, or for the long term.
    measure_change (id) {
        id -> BigInt,
        measure_id -> BigInt,
        unit_id -> BigInt,
        kind -> Text,
        old_due_on -> Nullable<Text>,
        new_due_on -> Text,
        stage_goal -> Nullable<Text>,
        ends_on -> Nullable<Text>,
        reason -> Text,
        state -> Text,
        requested_by -> Nullable<BigInt>,
        requested_on -> Text,
        approved_by -> Nullable<BigInt>,
        remarks -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        decided_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// Files attached to records; their bytes lie beside the register.
    attachment (id) {
        id -> BigInt,
        unit_id -> BigInt,
        record -> Text,
        record_id -> BigInt,
        sha256 -> Text,
        name -> Text,
        media -> Text,
        size -> BigInt,
        previous_id -> Nullable<BigInt>,
        account_id -> Nullable<BigInt>,
        attached_at -> Text,
    }
}

diesel::table! {
    /// Tours: a leader's journey of several visits.
    tour (id) {
        id -> BigInt,
        organiser_id -> BigInt,
        leader -> Text,
        purpose -> Text,
        from_on -> Text,
        until_on -> Text,
        state -> Text,
        post_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// Units in a leader's charge: by contact list or by portfolio.
    charge (id) {
        id -> BigInt,
        post_id -> BigInt,
        unit_id -> BigInt,
        kind -> Text,
        from_on -> Text,
        until_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// Notes of interviews, sealed to their author and the office that sent the tour.
    interview_note (interview_id) {
        interview_id -> BigInt,
        author_id -> BigInt,
        body -> Text,
        written_at -> Text,
    }
}

diesel::table! {
    /// Directions and reminders, one row a recipient.
    task (id) {
        id -> BigInt,
        kind -> Text,
        sender_id -> BigInt,
        unit_id -> BigInt,
        parent_id -> Nullable<BigInt>,
        leader -> Text,
        title -> Text,
        body -> Text,
        sent_on -> Text,
        due_on -> Nullable<Text>,
        state -> Text,
        reply -> Nullable<Text>,
        replied_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// What happened to a task, step by step.
    task_step (id) {
        id -> BigInt,
        task_id -> BigInt,
        step -> Text,
        taken_on -> Text,
        account_id -> Nullable<BigInt>,
        remarks -> Text,
        due_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// Visits to one unit each.
    visit (id) {
        id -> BigInt,
        tour_id -> BigInt,
        unit_id -> BigInt,
        visited_on -> Text,
        purposes -> Text,
        methods -> Text,
        summary -> Text,
        state -> Text,
        chosen_by -> Nullable<Text>,
        entered_on -> Text,
        closed_on -> Nullable<Text>,
        day_on -> Nullable<Text>,
        ended_on -> Nullable<Text>,
        reason -> Nullable<Text>,
        into_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// Meetings held at visits: each one session.
    meeting (id) {
        id -> BigInt,
        visit_id -> BigInt,
        unit_id -> BigInt,
        kind -> Text,
        participants -> Integer,
        tiers -> Text,
        entered_on -> Text,
        withdrawn_on -> Nullable<Text>,
        counted -> Nullable<Text>,
    }
}

diesel::table! {
    /// Interviews held at visits: each one person-time; what was said is in `interview_note`.
    interview (id) {
        id -> BigInt,
        visit_id -> BigInt,
        unit_id -> BigInt,
        interviewee -> Text,
        role -> Text,
        entered_on -> Text,
        withdrawn_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// What a visit left: findings, guidance, support, checks of measures.
    visit_item (id) {
        id -> BigInt,
        visit_id -> BigInt,
        unit_id -> BigInt,
        kind -> Text,
        reach -> Text,
        body -> Text,
        reply_due_on -> Nullable<Text>,
        replied_on -> Nullable<Text>,
        measure_id -> Nullable<BigInt>,
        reply -> Nullable<Text>,
        replied_by -> Nullable<BigInt>,
        seen -> Nullable<Text>,
        entered_on -> Text,
        withdrawn_on -> Nullable<Text>,
        subject -> Nullable<Text>,
        progress -> Nullable<Text>,
    }
}

diesel::table! {
    /// Who goes along on a tour, by post.
    tour_team (tour_id, post_id) {
        tour_id -> BigInt,
        post_id -> BigInt,
    }
}

diesel::table! {
    /// Who goes along on one visit of a tour and not on the others.
    visit_team (visit_id, post_id) {
        visit_id -> BigInt,
        post_id -> BigInt,
    }
}

diesel::table! {
    /// What the record of a visit said before it was corrected, and why.
    visit_correction (id) {
        id -> BigInt,
        visit_id -> BigInt,
        corrected_on -> Text,
        account_id -> Nullable<BigInt>,
        reason -> Text,
        visited_on -> Text,
        summary -> Text,
    }
}

diesel::table! {
    /// Which programmes a visit is for.
    visit_programme (visit_id, programme_id) {
        visit_id -> BigInt,
        programme_id -> BigInt,
    }
}

diesel::table! {
    /// Which unit acknowledged which guidance for all units.
    guidance_read (item_id, unit_id) {
        item_id -> BigInt,
        unit_id -> BigInt,
        read_on -> Text,
        account_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// Comments from the public, held until moderated.
    comment (id) {
        id -> BigInt,
        unit_id -> BigInt,
        body -> Text,
        state -> Text,
        written_at -> Text,
        circular_id -> Nullable<BigInt>,
        reason -> Nullable<Text>,
        decided_on -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// The library of cases; tiers and roles of the audience as JSON.
    case_study (id) {
        id -> BigInt,
        unit_id -> BigInt,
        kind -> Text,
        title -> Text,
        source -> Text,
        body -> Text,
        sensitive -> Bool,
        tiers -> Text,
        roles -> Text,
        registered_on -> Text,
    }
}

diesel::table! {
    /// In which sessions cases of the library were used.
    case_use (id) {
        id -> BigInt,
        case_id -> BigInt,
        seminar_id -> BigInt,
        unit_id -> BigInt,
    }
}

diesel::table! {
    /// Sessions held up as examples; the key is the session's.
    exemplar (id) {
        id -> BigInt,
        reason -> Text,
        marked_on -> Text,
        marked_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// Lessons that speakers drew for units beneath.
    suggestion (id) {
        id -> BigInt,
        seminar_id -> BigInt,
        place -> Integer,
        from_unit_id -> BigInt,
        unit_id -> BigInt,
        body -> Text,
        state -> Text,
        offered_on -> Text,
        answer -> Nullable<Text>,
        answered_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// In whose hands a thing is that a desk asks of several people of a unit.
    work_taken (id) {
        id -> BigInt,
        unit_id -> BigInt,
        work -> Text,
        thing -> Text,
        account_id -> Nullable<BigInt>,
        since_on -> Text,
    }
}

diesel::table! {
    /// What units say of themselves after a round; asked of nobody, and no part of any rating.
    self_evaluation (id) {
        id -> BigInt,
        round_id -> BigInt,
        unit_id -> BigInt,
        gained -> Text,
        words -> Text,
        entered_on -> Text,
    }
}

diesel::table! {
    /// Activities besides the seminar in a round, as the pack of its programme had them when it opened.
    round_activity (round_id, kind) {
        round_id -> BigInt,
        kind -> Text,
        owed -> Bool,
        planned -> Bool,
        observed -> Bool,
    }
}

diesel::table! {
    /// For which day units plan activities of a round; the last one counts.
    activity_plan (id) {
        id -> BigInt,
        round_id -> BigInt,
        unit_id -> BigInt,
        kind -> Text,
        planned_on -> Text,
        entered_on -> Text,
    }
}

diesel::table! {
    /// What sessions resolved: what is to be done, by which post, until when, and what became of it.
    resolution (id) {
        id -> BigInt,
        seminar_id -> BigInt,
        unit_id -> BigInt,
        body -> Text,
        owner -> Text,
        post_id -> Nullable<BigInt>,
        due_on -> Text,
        state -> Text,
        made_on -> Text,
        ended_on -> Nullable<Text>,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    /// What a request of a kind costs, as an office above sets it.
    burden_minutes (unit_id, kind) {
        unit_id -> BigInt,
        kind -> Text,
        minutes -> Integer,
    }
}

diesel::table! {
    /// That an office set its rules anew, and until which day, itself not counted, those before stood.
    burden_past (unit_id, until_on) {
        unit_id -> BigInt,
        until_on -> Text,
    }
}

diesel::table! {
    /// What a request of a kind cost before.
    burden_past_minutes (unit_id, until_on, kind) {
        unit_id -> BigInt,
        until_on -> Text,
        kind -> Text,
        minutes -> Integer,
    }
}

diesel::table! {
    /// How much units of a tier were allowed to be asked for before.
    burden_past_budget (unit_id, until_on, tier) {
        unit_id -> BigInt,
        until_on -> Text,
        tier -> Integer,
        week -> Integer,
        month -> Integer,
        on_excess -> Text,
    }
}

diesel::table! {
    /// How much units of a tier may be asked for, as an office above sets it.
    burden_budget (unit_id, tier) {
        unit_id -> BigInt,
        tier -> Integer,
        week -> Integer,
        month -> Integer,
        on_excess -> Text,
    }
}

diesel::table! {
    /// Free questions to units; `fields` are labels as JSON.
    question (id) {
        id -> BigInt,
        unit_id -> BigInt,
        title -> Text,
        why -> Text,
        fields -> Text,
        minutes -> Integer,
        asked_on -> Text,
        due_on -> Text,
        asked_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// What was asked, folded so that the same question is found again.
    question_field (question_id, folded) {
        question_id -> BigInt,
        folded -> Text,
    }
}

diesel::table! {
    /// Requests that no other record stands for; `answer` are texts as JSON.
    burden_request (id) {
        id -> BigInt,
        unit_id -> BigInt,
        issuer_id -> BigInt,
        question_id -> BigInt,
        minutes -> Integer,
        asked_on -> Text,
        due_on -> Text,
        answer -> Nullable<Text>,
        answered_on -> Nullable<Text>,
        answered_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// A request that a unit calls too much, and what the issuer answered.
    burden_report (id) {
        id -> BigInt,
        unit_id -> BigInt,
        kind -> Text,
        request_id -> BigInt,
        label -> Text,
        issuer_id -> BigInt,
        why -> Text,
        reported_on -> Text,
        due_on -> Text,
        reported_by -> Nullable<BigInt>,
        decision -> Nullable<Text>,
        reply -> Nullable<Text>,
        answered_on -> Nullable<Text>,
        answered_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// The template of the report, of a unit and those beneath that have none.
    report_template (unit_id) {
        unit_id -> BigInt,
        body -> Text,
        saved_on -> Text,
    }
}

diesel::table! {
    /// Reports as they were frozen; `body` holds text and figures as JSON.
    report_frozen (id) {
        id -> BigInt,
        unit_id -> BigInt,
        as_of -> Text,
        title -> Text,
        body -> Text,
        sha256 -> Text,
        frozen_at -> Text,
        frozen_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// The hash-chained journal.
    journal (place) {
        place -> BigInt,
        at -> Text,
        action -> Text,
        actor -> Text,
        subject -> Text,
        subject_id -> BigInt,
        unit_id -> BigInt,
        detail -> Text,
        form -> Integer,
        word -> Text,
        contents -> Text,
        previous -> Text,
        hash -> Text,
    }
}

diesel::table! {
    /// Hashes of full tiles of the tree over the acts, from the second level of tiles on.
    tree_node (level, place) {
        level -> Integer,
        place -> BigInt,
        hash -> Text,
    }
}

diesel::table! {
    /// Signed checkpoints of the tree.
    checkpoint (size) {
        size -> BigInt,
        note -> Text,
        made_at -> Text,
    }
}

diesel::table! {
    /// What is hashed into every leaf, so that nobody guesses the content of an act from it.
    tree_secret (id) {
        id -> BigInt,
        secret -> Text,
    }
}

diesel::table! {
    /// Records that the entries of the journal wrote, each with its digest after it.
    written (record, record_key, place) {
        place -> BigInt,
        record -> Text,
        record_key -> Text,
        digest -> Text,
    }
}

diesel::table! {
    /// Ledgers that came back and wait for a yes.
    ledger_import (id) {
        id -> BigInt,
        account_id -> BigInt,
        unit_code -> Nullable<Text>,
        name -> Text,
        body -> Text,
        kept_at -> Text,
    }
}

diesel::table! {
    /// Forms that are not handed in yet.
    draft (account_id, form) {
        account_id -> BigInt,
        form -> Text,
        body -> Text,
        saved_at -> Text,
    }
}

diesel::table! {
    /// Forms that were sent, by the token that each carries.
    form_sent (account_id, token, content) {
        account_id -> BigInt,
        token -> Text,
        content -> Text,
        action -> Text,
        page -> Text,
        place -> Nullable<Text>,
        sent_at -> Text,
        act -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// Forms that were not taken.
    kept_form (account_id, token) {
        account_id -> BigInt,
        token -> Text,
        action -> Text,
        page -> Text,
        body -> Text,
        files -> Text,
        reason -> Text,
        faults -> Text,
        kept_at -> Text,
    }
}

diesel::table! {
    /// Whose forms carry which token.
    form_key (token_hash) {
        token_hash -> Text,
        account_id -> BigInt,
        made_at -> Text,
    }
}

diesel::table! {
    /// Interests because of which an assessor stays away.
    interest (id) {
        id -> BigInt,
        account_id -> BigInt,
        unit_id -> BigInt,
        reach -> Text,
        reason -> Text,
        from_on -> Text,
        until_on -> Nullable<Text>,
        declared_by -> BigInt,
        declared_on -> Text,
    }
}

diesel::table! {
    /// Lots by which assessors were chosen.
    assessor_lot (id) {
        id -> BigInt,
        round_id -> BigInt,
        purpose -> Text,
        seed -> Text,
        certificate -> Text,
        drawn_at -> Text,
    }
}

diesel::table! {
    /// Materials called up from drawn units.
    call_up (spot_check_id) {
        spot_check_id -> BigInt,
        unit_id -> BigInt,
        kinds -> Text,
        minutes -> Integer,
        due_on -> Text,
        asked_on -> Text,
        answer -> Nullable<Text>,
        answered_on -> Nullable<Text>,
        answered_by -> Nullable<BigInt>,
        first_on -> Nullable<Text>,
    }
}

diesel::table! {
    /// Who is drawn to assess materials first.
    first_mark (spot_check_id) {
        spot_check_id -> BigInt,
        unit_id -> BigInt,
        assessor_id -> BigInt,
        lot_id -> BigInt,
    }
}

diesel::table! {
    /// Corrections of signed problems, beside the signed words until the head signs them.
    problem_proposal (id) {
        id -> BigInt,
        aspect -> Text,
        body -> Text,
        instance -> Text,
        root_cause -> Nullable<Text>,
        target -> Nullable<Text>,
        leader -> Nullable<Text>,
        assisting -> Nullable<Text>,
        contact -> Nullable<Text>,
        proposed_on -> Text,
        proposed_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// The head's signature under a frozen report.
    report_signature (id) {
        id -> BigInt,
        sha256 -> Text,
        signed_on -> Text,
        signed_by -> BigInt,
    }
}

diesel::table! {
    /// Problems as their head signed them: what counts from one day until before another.
    problem_counted (id) {
        id -> BigInt,
        problem_id -> BigInt,
        unit_id -> BigInt,
        level -> Text,
        aspect -> Text,
        source -> Text,
        round_id -> Nullable<BigInt>,
        found_on -> Text,
        from_on -> Text,
        until_on -> Text,
    }
}

diesel::table! {
    /// Measures as they stood from one day until before another.
    measure_standing (id) {
        id -> BigInt,
        measure_id -> BigInt,
        unit_id -> BigInt,
        problem_id -> BigInt,
        state -> Text,
        due_on -> Nullable<Text>,
        from_on -> Text,
        until_on -> Text,
    }
}

diesel::joinable!(problem_counted -> problem (problem_id));
diesel::joinable!(problem_proposal -> problem (id));
diesel::joinable!(problem_proposal -> account (proposed_by));
diesel::joinable!(report_signature -> report_frozen (id));
diesel::joinable!(problem_counted -> round (round_id));
diesel::joinable!(problem_counted -> unit (unit_id));
diesel::joinable!(measure_standing -> measure (measure_id));
diesel::joinable!(measure_standing -> unit (unit_id));
diesel::joinable!(call_up -> spot_check (spot_check_id));
diesel::joinable!(first_mark -> spot_check (spot_check_id));
diesel::joinable!(interest -> account (account_id));
diesel::joinable!(interest -> unit (unit_id));
diesel::joinable!(assessor_lot -> round (round_id));
diesel::joinable!(holding -> account (account_id));
diesel::joinable!(holding -> unit (unit_id));
diesel::joinable!(session -> account (account_id));
diesel::joinable!(journal -> unit (unit_id));
diesel::joinable!(job -> account (account_id));
diesel::joinable!(mail_wish -> account (account_id));
diesel::joinable!(device -> account (account_id));
diesel::joinable!(invitation -> account (account_id));
diesel::joinable!(unit_change -> unit (unit_id));
diesel::joinable!(post -> unit (unit_id));
diesel::joinable!(duty -> unit (unit_id));
diesel::joinable!(duty -> post (post_id));
diesel::joinable!(duty -> programme (programme_id));
diesel::joinable!(duty_tally -> unit (unit_id));
diesel::joinable!(programme -> unit (organiser_id));
diesel::joinable!(round -> programme (programme_id));
diesel::joinable!(round_owing -> round (round_id));
diesel::joinable!(round_owing -> unit (unit_id));
diesel::joinable!(round_again -> round (round_id));
diesel::joinable!(round_end -> round (round_id));
diesel::joinable!(programme_step -> programme (programme_id));
diesel::joinable!(gate_opening -> round (round_id));
diesel::joinable!(session_excuse -> round (round_id));
diesel::joinable!(session_excuse -> unit (unit_id));
diesel::joinable!(round -> unit (organiser_id));
diesel::joinable!(standard -> programme (programme_id));
diesel::joinable!(standard -> unit (organiser_id));
diesel::joinable!(joint_body -> programme (programme_id));
diesel::joinable!(joint_body -> unit (unit_id));
diesel::joinable!(joint_class -> joint_body (body_id));
diesel::joinable!(standard_answer -> joint_body (body_id));
diesel::joinable!(plan_draft -> round (round_id));
diesel::joinable!(plan_draft -> unit (unit_id));
diesel::joinable!(plan -> round (round_id));
diesel::joinable!(plan -> unit (unit_id));
diesel::joinable!(plan -> account (submitted_by));
diesel::joinable!(plan_review -> plan (plan_id));
diesel::joinable!(plan_review -> unit (unit_id));
diesel::joinable!(plan_review -> account (reviewer_id));
diesel::joinable!(seminar -> round (round_id));
diesel::joinable!(seminar -> unit (unit_id));
diesel::joinable!(observation -> round (round_id));
diesel::joinable!(observation -> unit (unit_id));
diesel::joinable!(observation -> account (assessor_id));
diesel::joinable!(draw -> round (round_id));
diesel::joinable!(draw -> unit (organiser_id));
diesel::joinable!(spot_check -> draw (draw_id));
diesel::joinable!(spot_check -> round (round_id));
diesel::joinable!(spot_check -> unit (unit_id));
diesel::joinable!(sheet -> round (round_id));
diesel::joinable!(sheet -> unit (unit_id));
diesel::joinable!(sheet -> observation (observation_id));
diesel::joinable!(sheet -> spot_check (spot_check_id));
diesel::joinable!(sheet -> account (assessor_id));
diesel::joinable!(sheet -> standard (standard_id));
diesel::joinable!(rating -> round (round_id));
diesel::joinable!(rating -> unit (unit_id));
diesel::joinable!(second_mark -> spot_check (spot_check_id));
diesel::joinable!(second_mark -> unit (unit_id));
diesel::joinable!(second_mark -> round (round_id));
diesel::joinable!(second_mark -> account (assessor_id));
diesel::joinable!(recount -> spot_check (spot_check_id));
diesel::joinable!(recount -> unit (unit_id));
diesel::joinable!(recount -> round (round_id));
diesel::joinable!(recount -> account (assessor_id));
diesel::joinable!(rating -> standard (standard_id));
diesel::joinable!(circular -> round (round_id));
diesel::joinable!(circular -> unit (organiser_id));
diesel::joinable!(mention -> circular (circular_id));
diesel::joinable!(mention -> unit (unit_id));
diesel::joinable!(receipt -> circular (circular_id));
diesel::joinable!(receipt -> unit (unit_id));
diesel::joinable!(receipt -> account (account_id));
diesel::joinable!(problem -> unit (unit_id));
diesel::joinable!(problem -> round (round_id));
diesel::joinable!(manifestation -> unit (unit_id));
diesel::joinable!(measure -> problem (problem_id));
diesel::joinable!(measure -> unit (unit_id));
diesel::joinable!(measure -> account (requested_by));
diesel::joinable!(measure_step -> measure (measure_id));
diesel::joinable!(measure_step -> unit (unit_id));
diesel::joinable!(measure_step -> account (account_id));
diesel::joinable!(attachment -> unit (unit_id));
diesel::joinable!(inquiry -> unit (unit_id));
diesel::joinable!(inquiry_text -> inquiry (inquiry_id));
diesel::joinable!(source_text -> unit (unit_id));
diesel::joinable!(look_back_draw -> unit (organiser_id));
diesel::joinable!(look_back -> look_back_draw (draw_id));
diesel::joinable!(look_back -> measure (measure_id));
diesel::joinable!(look_back -> unit (unit_id));
diesel::joinable!(attachment -> account (account_id));
diesel::joinable!(tour -> unit (organiser_id));
diesel::joinable!(tour -> post (post_id));
diesel::joinable!(charge -> post (post_id));
diesel::joinable!(charge -> unit (unit_id));
diesel::joinable!(interview_note -> interview (interview_id));
diesel::joinable!(task_step -> task (task_id));
diesel::joinable!(visit -> tour (tour_id));
diesel::joinable!(visit -> unit (unit_id));
diesel::joinable!(meeting -> visit (visit_id));
diesel::joinable!(meeting -> unit (unit_id));
diesel::joinable!(interview -> visit (visit_id));
diesel::joinable!(interview -> unit (unit_id));
diesel::joinable!(visit_item -> visit (visit_id));
diesel::joinable!(visit_item -> unit (unit_id));
diesel::joinable!(visit_item -> measure (measure_id));
diesel::joinable!(guidance_read -> visit_item (item_id));
diesel::joinable!(tour_team -> tour (tour_id));
diesel::joinable!(tour_team -> post (post_id));
diesel::joinable!(visit_team -> visit (visit_id));
diesel::joinable!(visit_team -> post (post_id));
diesel::joinable!(visit_correction -> visit (visit_id));
diesel::joinable!(visit_programme -> visit (visit_id));
diesel::joinable!(visit_programme -> programme (programme_id));
diesel::joinable!(comment -> unit (unit_id));
diesel::joinable!(burden_minutes -> unit (unit_id));
diesel::joinable!(burden_budget -> unit (unit_id));
diesel::joinable!(burden_past -> unit (unit_id));
diesel::joinable!(burden_past_minutes -> unit (unit_id));
diesel::joinable!(burden_past_budget -> unit (unit_id));
diesel::joinable!(question -> unit (unit_id));
diesel::joinable!(question_field -> question (question_id));
diesel::joinable!(burden_request -> question (question_id));
diesel::joinable!(burden_request -> unit (unit_id));
diesel::joinable!(burden_report -> unit (unit_id));
diesel::joinable!(report_template -> unit (unit_id));
diesel::joinable!(report_frozen -> unit (unit_id));
diesel::joinable!(appeal -> rating (rating_id));
diesel::joinable!(appeal -> round (round_id));
diesel::joinable!(appeal -> unit (unit_id));
diesel::joinable!(circular_draft -> round (round_id));
diesel::joinable!(circular_draft -> unit (organiser_id));
diesel::joinable!(passage -> circular_draft (draft_id));
diesel::joinable!(passage -> unit (unit_id));
diesel::joinable!(row_check -> circular_draft (draft_id));
diesel::joinable!(row_check -> unit (unit_id));
diesel::joinable!(obligation -> circular (circular_id));
diesel::joinable!(obligation -> unit (unit_id));
diesel::joinable!(origin -> problem (problem_id));
diesel::joinable!(origin -> unit (unit_id));
diesel::joinable!(comment -> circular (circular_id));
diesel::joinable!(case_study -> unit (unit_id));
diesel::table! {
    /// The packs that the register holds; `files` is the canonical text of which `sha256` is the hash.
    pack (id) {
        id -> BigInt,
        pack_key -> Text,
        version -> Integer,
        sha256 -> Text,
        files -> Text,
        added_on -> Text,
    }
}

diesel::table! {
    /// What the register says of its organisation: one row.
    organisation (id) {
        id -> BigInt,
        name -> Nullable<Text>,
        zone -> Text,
        language -> Text,
        mail -> Nullable<Text>,
        circulars -> Text,
        draws -> Text,
        pack_id -> BigInt,
        number_form -> Nullable<Text>,
        number_words -> Nullable<Text>,
    }
}

diesel::table! {
    /// What the register says it is.
    register (id) {
        id -> BigInt,
        kind -> Text,
        pack -> Text,
        name -> Text,
        marked_at -> Text,
        served_at -> Nullable<Text>,
    }
}

diesel::table! {
    /// Backups that were made, and what came of restoring them beside.
    backup_note (id) {
        id -> BigInt,
        kind -> Text,
        at -> Text,
        place -> Text,
        entries -> BigInt,
        head -> Text,
        fault -> Nullable<Text>,
    }
}

diesel::table! {
    /// What came of it when the server last verified the register to sign a checkpoint.
    signing_note (id) {
        id -> BigInt,
        at -> Text,
        entries -> BigInt,
        fault -> Nullable<Text>,
    }
}

diesel::joinable!(case_use -> case_study (case_id));
diesel::joinable!(case_use -> seminar (seminar_id));
diesel::joinable!(case_use -> unit (unit_id));
diesel::joinable!(suggestion -> seminar (seminar_id));
diesel::joinable!(self_evaluation -> round (round_id));
diesel::joinable!(self_evaluation -> unit (unit_id));
diesel::joinable!(work_taken -> account (account_id));
diesel::joinable!(work_taken -> unit (unit_id));
diesel::joinable!(round_activity -> round (round_id));
diesel::joinable!(activity_plan -> round (round_id));
diesel::joinable!(activity_plan -> unit (unit_id));
diesel::joinable!(resolution -> seminar (seminar_id));
diesel::joinable!(resolution -> unit (unit_id));
diesel::joinable!(resolution -> post (post_id));
diesel::allow_tables_to_appear_in_same_query!(
    register,
    guidance_read,
    tour_team,
    visit_team,
    visit_correction,
    visit_programme,
    backup_note,
    signing_note,
    tree_node,
    checkpoint,
    tree_secret,
    written,
    setting,
    unit,
    unit_change,
    account,
    holding,
    session,
    device,
    invitation,
    post,
    duty,
    duty_tally,
    programme,
    round,
    round_step,
    round_owing,
    round_again,
    round_end,
    programme_step,
    gate_opening,
    session_excuse,
    standard,
    plan,
    standard_draft,
    joint_body,
    joint_class,
    standard_answer,
    plan_draft,
    plan_review,
    seminar,
    observation,
    interest,
    assessor_lot,
    call_up,
    first_mark,
    draw,
    spot_check,
    sheet,
    recount,
    second_lot,
    second_mark,
    rating,
    circular,
    mention,
    receipt,
    problem,
    problem_counted,
    problem_proposal,
    report_signature,
    manifestation,
    measure,
    measure_standing,
    measure_step,
    attachment,
    measure_change,
    look_back_draw,
    look_back,
    inquiry,
    inquiry_text,
    source_text,
    charge,
    interview_note,
    task,
    task_step,
    tour,
    visit,
    meeting,
    interview,
    visit_item,
    comment,
    journal,
    draft,
    ledger_import,
    form_key,
    form_sent,
    kept_form,
    burden_minutes,
    burden_budget,
    burden_past,
    burden_past_minutes,
    burden_past_budget,
    question,
    question_field,
    burden_request,
    burden_report,
    report_template,
    report_frozen,
    appeal,
    circular_draft,
    passage,
    row_check,
    obligation,
    origin,
    case_study,
    case_use,
    exemplar,
    suggestion,
    resolution,
    round_activity,
    activity_plan,
    self_evaluation,
    work_taken,
    notice_read,
    job,
    mail_wish,
);
