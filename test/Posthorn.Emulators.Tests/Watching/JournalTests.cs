using Posthorn.Emulators.Suki;
using Posthorn.Emulators.Tests.Running;
using Posthorn.Emulators.Tests.Suki;
using Posthorn.Emulators.Watching;

namespace Posthorn.Emulators.Tests.Watching;

public sealed class JournalTests
{
    [Fact]
    public async Task The_journal_tells_what_was_received_and_sent()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.EndedAsync("visit emulate-success");
        await bed.NotifiedAsync();
        var journal = await EmulatorBed.UntilAsync(bed.JournalAsync, static one => one.GetProperty("sent_in_all").GetInt64() == 1);

        journal.GetProperty("received").EnumerateArray().Select(static one => $"{one.GetProperty("method")} {one.GetProperty("path")} {one.GetProperty("status")}").ShouldBe(
        [
            "POST /api/v1/auth/login 200",
            "POST /api/v1/ambient/session/create 201",
            $"POST /api/v1/ambient/session/{id}/end 200",
        ]);
        journal.GetProperty("received").EnumerateArray().Skip(1).ShouldAllBe(one => one.GetProperty("session").GetString() == id);
        var sent = journal.GetProperty("sent").EnumerateArray().ShouldHaveSingleItem();
        (sent.GetProperty("type").GetString(), sent.GetProperty("session").GetString(), sent.GetProperty("outcome").GetString())
            .ShouldBe(("session.completed", id, "answered_204"));
    }

    [Fact]
    public async Task Neither_journal_nor_page_holds_content_or_credentials()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), scale: 10);
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.CreateAsync("emulate-success");
        using (var stream = await client.StreamAsync(id))
        {
            await stream.EndOfFileAsync();
            await stream.ClosedAsync();
        }

        using var unknown = await bed.Client.GetAsync("/<script>alert(1)</script>?token=not-for-others");
        await client.EndAsync(id);
        await bed.NotifiedAsync();
        foreach (var path in (string[])["/emulator", "/emulator/journal"])
        {
            var shown = await bed.Client.GetStringAsync(path);
            shown.ShouldContain(id);
            shown.ShouldNotContain("<script>");
            shown.ShouldNotContain("not-for-others");
            shown.ShouldNotContain("[synthetic]");
            shown.ShouldNotContain(client.Token);
            shown.ShouldNotContain(bed.Secret);
        }
    }

    [Fact]
    public void The_journal_keeps_the_latest_and_counts_all()
    {
        var journal = new Journal();
        for (var number = 0; number < Journal.Most + 5; number++)
        {
            journal.Received(new(DateTimeOffset.UnixEpoch, "GET", $"/{number}", 200, Subject: null));
        }

        var view = journal.View();
        (view.Received.Count, view.ReceivedInAll, view.Received[^1].Path).ShouldBe((Journal.Most, Journal.Most + 5, $"/{Journal.Most + 4}"));
    }
}
