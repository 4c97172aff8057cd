using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Tests.Handling;
using Posthorn.Receiver.Tests.Running;

namespace Posthorn.Receiver.Tests.Expecting;

public sealed class OneEffectTests : IAsyncLifetime
{
    private const string Status = "/api/v1/ambient/session/s_1/status";

    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-effects-").FullName;
    private readonly Recorder _seen = new();
    private Desk _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.StartAsync(one => one.Handle<SessionNotification>("applies", HandleAsync));
        _desk.Vendor.Lay(Status, """{"status":"completed"}""");
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task F_R13_A_push_that_comes_after_its_pull_has_no_second_effect()
    {
        await _desk.Ledger.ExpectAsync("suki", "s_1", _desk.Clock.GetUtcNow());
        var pulled = await _seen.NextAsync();
        (pulled.Context.Evidence, pulled.Context.Standing, pulled.Context.Subject).ShouldBe((Evidence.Pulled, Standing.First, "s_1"));
        pulled.Notification.ShouldBeOfType<SessionCompleted>().Links["contents"][0].Href.ShouldBe("/api/v1/ambient/session/s_1/content");

        (await _desk.Receiver.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);

        var pushed = await _seen.NextAsync();
        (pushed.Context.Evidence, pushed.Context.Standing).ShouldBe((Evidence.Signed, Standing.Confirming));
        (pushed.Notification.DedupeKey, pushed.Notification.EventType).ShouldBe((pulled.Notification.DedupeKey, pulled.Notification.EventType));
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task F_R13_A_failure_that_is_pushed_with_its_code_after_it_was_pulled_without_one_has_no_second_effect()
    {
        _desk.Vendor.Lay(Status, """{"status":"failed"}""");
        await _desk.Ledger.ExpectAsync("suki", "s_1", _desk.Clock.GetUtcNow());
        (await _seen.NextAsync()).Notification.ShouldBeOfType<SessionFailed>().ErrorCode.ShouldBeNull();

        (await _desk.Receiver.Suki.StatusAsync(Sender.Session("s_1", "failure", ",\"error_code\":\"ERROR_CODE_TRANSCRIPTION\""))).ShouldBe(200);

        var pushed = await _seen.NextAsync();
        pushed.Notification.ShouldBeOfType<SessionFailed>().ErrorCode.ShouldBe("ERROR_CODE_TRANSCRIPTION");
        pushed.Context.Standing.ShouldBe(Standing.Confirming);
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task F_R13_A_push_that_comes_before_its_pull_has_one_effect_and_nothing_is_pulled()
    {
        (await _desk.Receiver.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);
        (await _seen.NextAsync()).Context.Evidence.ShouldBe(Evidence.Signed);

        await _desk.Ledger.ExpectAsync("suki", "s_1", _desk.InAnHour);
        _ = await _desk.ReconcileAsync("suki");

        _seen.Subjects.Count.ShouldBe(1);
        _desk.Vendor.Received.ShouldBeEmpty();
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_session_that_the_vendor_makes_again_after_that_has_an_effect_of_its_own()
    {
        await _desk.Ledger.ExpectAsync("suki", "s_1", _desk.Clock.GetUtcNow());
        _ = await _seen.NextAsync();
        (await _desk.Receiver.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);
        _ = await _seen.NextAsync();
        (await _desk.Receiver.Suki.StatusAsync(Sender.Session("s_1", more: ",\"sessions\":[\"s_1\"]"), _desk.Clock.GetUtcNow().AddSeconds(1))).ShouldBe(200);

        (await _seen.NextAsync()).Context.Standing.ShouldBe(Standing.Superseding);
        (await CountAsync()).ShouldBe(2);
    }

    private async Task<HandlerResult> HandleAsync(SessionNotification notification, NotificationContext context)
    {
        await using var partner = new SqliteConnectionOfPartner($"Data Source={Path.Combine(_folder, "partner.db")}");
        await AppliedTable.EnsureAsync(partner.Connection);
        await partner.RunAsync("create table if not exists effects (subject text)");
        await using (var transaction = await partner.Connection.BeginTransactionAsync())
        {
            if (await context.TryApplyAsync(transaction))
            {
                await partner.RunAsync("insert into effects (subject) values ('s')", (Microsoft.Data.Sqlite.SqliteTransaction)transaction);
                await transaction.CommitAsync();
            }
        }

        _seen.Add(notification, context);
        return HandlerResult.Done;
    }

    private async Task<long> CountAsync()
    {
        await using var partner = new SqliteConnectionOfPartner($"Data Source={Path.Combine(_folder, "partner.db")}");
        return await partner.CountAsync("effects");
    }
}
