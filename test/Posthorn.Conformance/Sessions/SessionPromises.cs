using Posthorn.Delivery.Sessions;

namespace Posthorn.Conformance.Sessions;

/// <summary>Sessions as rows: what is written is there, and who writes on what is not there any more is told.</summary>
public abstract class SessionPromises(StoreUnderTest store) : StorePromises(store)
{
    [Fact]
    public async Task A_session_is_found_as_it_was_written_also_after_a_crash()
    {
        var full = ASession("ses_full") with
        {
            Kind = SessionKind.FormFilling,
            State = SessionState.Failed,
            Client = SessionClient.HeadlessWeb,
            AdditionalInfo = "{\"priority\":\"high\"}"u8.ToArray(),
            ErrorCode = "E",
            ErrorDetail = "naïve 患者",
            EventId = EventId.New(Now),
            Fingerprint = new byte[] { 1, 2, 3 },
            TimeLimit = TimeSpan.FromSeconds(25),
            DeadlineAt = Now.AddSeconds(25),
        };
        _ = await Make(full);
        _ = await Make(ASession("ses_bare"));

        await CrashAsync();

        Same((await Found("ses_full")).ShouldNotBeNull(), full);
        Same((await Found("ses_bare")).ShouldNotBeNull(), ASession("ses_bare"));
        (await Found("ses_other")).ShouldBeNull();
    }

    [Fact]
    public async Task A_session_is_made_once_and_each_version_is_written_once()
    {
        var made = await Make(ASession());
        var ready = made with { State = SessionState.Ready, Version = 2 };

        (await Write(made with { EncounterId = "other" })).ShouldBeFalse();
        (await Write(ready)).ShouldBeTrue();
        (await Write(ready with { State = SessionState.Running }, ADocument("{\"late\":1}"))).ShouldBeFalse();
        (await Write(made with { Version = 4 })).ShouldBeFalse();
        (await Write(ASession("ses_none") with { Version = 2 })).ShouldBeFalse();

        Same((await Found()).ShouldNotBeNull(), ready);
        (await Document()).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_who_write_the_same_version_at_once_one_is_told_that_it_has()
    {
        var made = await Make(ASession());

        var told = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Write(made with { Version = 2, ErrorCode = $"{i}" }, ADocument($"{{\"i\":{i}}}")).AsTask()));

        var winner = told.Index().Where(static one => one.Item).ShouldHaveSingleItem().Index;
        (await Found())!.ErrorCode.ShouldBe($"{winner}");
        (await Document()).ShouldBe($"{{\"i\":{winner}}}");
    }

    [Fact]
    public async Task Partners_that_name_a_session_alike_have_one_each()
    {
        var other = await AddPartner("ptn_other");
        _ = await Make(ASession() with { PartnerKey = other.Key, ErrorCode = "theirs" });
        _ = await Make(ASession());

        (await Found())!.ErrorCode.ShouldBeNull();
        (await Found(partner: other.Key))!.ErrorCode.ShouldBe("theirs");
    }

    [Fact]
    public async Task Documents_are_kept_byte_for_byte_by_session_and_by_encounter_and_a_later_one_takes_the_place()
    {
        var made = ASession();
        (await Write(made, ADocument("{ \"a\" : 1 }"), ADocument("{\"all\":1}", ofEncounter: true), ADocument("{\"t\":1}", SessionPart.Transcript))).ShouldBeTrue();
        (await Write(made with { Version = 2 }, ADocument("{\"a\":2}"))).ShouldBeTrue();
        (await Write(ASession("ses_2"), ADocument("{\"all\":2}", ofEncounter: true))).ShouldBeTrue();

        (await Document()).ShouldBe("{\"a\":2}");
        (await Document(part: SessionPart.Transcript)).ShouldBe("{\"t\":1}");
        (await Document("visit-42", ofEncounter: true)).ShouldBe("{\"all\":2}");
        (await Document("visit-42")).ShouldBeNull();
        (await Document(part: SessionPart.Result)).ShouldBeNull();
        (await Node.Sessions.PartsAsync(Partner.Key, ofEncounter: false, "ses_1", CancellationToken.None)).ShouldBe([SessionPart.Content, SessionPart.Transcript]);
    }

    [Fact]
    public async Task Sessions_of_an_encounter_come_oldest_first()
    {
        _ = await Make(ASession("ses_b"));
        Now += TimeSpan.FromSeconds(1);
        _ = await Make(ASession("ses_a"));
        _ = await Make(ASession("ses_c", "visit-43"));

        (await Node.Sessions.OfEncounterAsync(Partner.Key, "visit-42", 10, CancellationToken.None)).Select(static one => one.Id).ShouldBe(["ses_b", "ses_a"]);
        (await Node.Sessions.OfEncounterAsync(Partner.Key, "visit-42", 1, CancellationToken.None)).ShouldHaveSingleItem().Id.ShouldBe("ses_b");
    }

    [Fact]
    public async Task What_is_overdue_is_selected_longest_first_and_nothing_else_is()
    {
        _ = await Make(ASession("ses_late") with { DeadlineAt = Now.AddSeconds(-1) });
        _ = await Make(ASession("ses_later") with { DeadlineAt = Now.AddSeconds(-2) });
        _ = await Make(ASession("ses_young") with { DeadlineAt = Now.AddSeconds(1) });
        _ = await Make(ASession("ses_patient"));

        (await Node.Sessions.OverdueAsync(Now, 10)).Select(static one => one.Id).ShouldBe(["ses_later", "ses_late"]);
        (await Node.Sessions.OverdueAsync(Now, 1)).ShouldHaveSingleItem().Id.ShouldBe("ses_later");
    }

    [Fact]
    public async Task What_nobody_has_written_for_long_is_forgotten_with_its_documents_and_what_is_young_stays()
    {
        for (var i = 0; i < 3; i++)
        {
            (await Write(ASession($"ses_old_{i}", $"visit-{i}"), ADocument("{}"), ADocument("{}", ofEncounter: true))).ShouldBeTrue();
        }

        Now += TimeSpan.FromDays(30);
        (await Write(ASession("ses_young", "visit-young"), ADocument("{}"), ADocument("{}", ofEncounter: true))).ShouldBeTrue();

        (await Node.Sessions.ForgetAsync(Now, 2)).ShouldBe(2);
        (await Node.Sessions.ForgetAsync(Now, 2)).ShouldBe(1);
        (await Node.Sessions.ForgetAsync(Now, 2)).ShouldBe(0);

        (await Found("ses_old_0")).ShouldBeNull();
        (await Document("ses_old_0")).ShouldBeNull();
        (await Document("visit-2", ofEncounter: true)).ShouldBeNull();
        (await Document("ses_young")).ShouldBe("{}");
        (await Document("visit-young", ofEncounter: true)).ShouldBe("{}");
        (await Found("ses_young")).ShouldNotBeNull();
    }

    private static void Same(Session found, Session expected)
    {
        (found.AdditionalInfo?.ToArray()).ShouldBe(expected.AdditionalInfo?.ToArray());
        found.Fingerprint.ToArray().ShouldBe(expected.Fingerprint.ToArray());
        (found with { AdditionalInfo = null, Fingerprint = default }).ShouldBe(expected with { AdditionalInfo = null, Fingerprint = default });
    }
}
