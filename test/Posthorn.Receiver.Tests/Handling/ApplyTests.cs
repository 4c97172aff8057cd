using System.Data.Common;
using Microsoft.Data.Sqlite;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Tests.Running;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Receiver.Tests.Handling;

public sealed class ApplyTests
{
    [Fact]
    public async Task F_R3_An_effect_whose_handler_died_before_it_could_say_done_happens_once()
    {
        var folder = Directory.CreateTempSubdirectory("posthorn-applied-").FullName;
        var database = $"Data Source={Path.Combine(folder, "partner.db")}";
        var seen = new Recorder();
        await using (var receiver = await RunningReceiver.StartAsync(one => one.Handle<SessionCompleted>(
            "applies",
            async (notification, context) =>
            {
                var applied = await ApplyAsync(database, context);
                seen.Add(notification, context);

                // The effect is committed, and what comes after it fails.
                return context.Attempt == 1 ? throw new InvalidOperationException("after the commit") : applied ? HandlerResult.DeadLetter("twice") : HandlerResult.Done;
            },
            static options => options.Schedule = "1,1")))
        {
            (await receiver.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);
            _ = await seen.NextAsync();
            (await seen.NextAsync()).Context.Attempt.ShouldBe(2);
        }

        await using var connection = new SqliteConnectionOfPartner(database);
        (await connection.CountAsync("effects")).ShouldBe(1);
        (await AppliedTable.ForgetAsync(connection.Connection, TimeProvider.System.GetUtcNow().AddMinutes(1))).ShouldBe(1);
        (await connection.CountAsync("posthorn_applied")).ShouldBe(0);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_effect_that_is_rolled_back_is_not_applied()
    {
        _ = SqliteLibrary.Load();
        var context = new NotificationContext { EventId = "evt_1", DeliveryId = "dlv_1", Source = "suki" };
        await using var connection = new SqliteConnectionOfPartner("Data Source=:memory:");
        await AppliedTable.EnsureAsync(connection.Connection);

        await using (var lost = await connection.Connection.BeginTransactionAsync())
        {
            (await context.TryApplyAsync(lost)).ShouldBeTrue();
            await lost.RollbackAsync();
        }

        await using var kept = await connection.Connection.BeginTransactionAsync();
        (await context.TryApplyAsync(kept)).ShouldBeTrue();
        (await context.TryApplyAsync(kept)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_effect_that_throws_leaves_nothing_and_is_done_once_when_it_is_tried_again()
    {
        _ = SqliteLibrary.Load();
        var context = new NotificationContext { EventId = "evt_1", DeliveryId = "dlv_1", Source = "suki" };
        await using var partner = new SqliteConnectionOfPartner("Data Source=:memory:");
        await AppliedTable.EnsureAsync(partner.Connection);
        await partner.RunAsync("create table effects (subject text)");
        Task WriteAsync(DbTransaction transaction) => partner.RunAsync("insert into effects (subject) values ('s')", (SqliteTransaction)transaction);

        await Should.ThrowAsync<InvalidOperationException>(() => context.ApplyAsync(partner.Connection, async transaction =>
        {
            await WriteAsync(transaction);
            throw new InvalidOperationException("after the effect");
        }));
        (await partner.CountAsync("effects")).ShouldBe(0);

        (await context.ApplyAsync(partner.Connection, WriteAsync)).ShouldBeTrue();
        (await context.ApplyAsync(partner.Connection, WriteAsync)).ShouldBeFalse();
        (await partner.CountAsync("effects")).ShouldBe(1);
    }

    private static async Task<bool> ApplyAsync(string database, NotificationContext context)
    {
        await using var partner = new SqliteConnectionOfPartner(database);
        await AppliedTable.EnsureAsync(partner.Connection);
        await partner.RunAsync("create table if not exists effects (subject text)");
        await using var transaction = await partner.Connection.BeginTransactionAsync();
        if (!await context.TryApplyAsync(transaction))
        {
            return false;
        }

        await partner.RunAsync("insert into effects (subject) values ('s')", (SqliteTransaction)transaction);
        await transaction.CommitAsync();
        return true;
    }
}
