using Microsoft.Extensions.DependencyInjection;
using Posthorn.Hosting;
using Posthorn.Receiver.Tests.Running;

namespace Posthorn.Receiver.Tests.Doors;

public sealed class BodyBudgetTests
{
    private readonly BodyBudget _budget = new(10_000);

    [Fact]
    public async Task Bodies_beyond_what_can_be_held_at_once_are_asked_to_come_again()
    {
        await using var receiver = await RunningReceiver.StartAsync(one => one.Services.AddSingleton(_budget));

        using var refused = await receiver.Suki.PostAsync(Sender.Session("s_1", more: $",\"x\":\"{new string('x', 10_000)}\""));

        ((int)refused.StatusCode, refused.Headers.RetryAfter?.Delta).ShouldBe((503, TimeSpan.FromSeconds(1)));
        (await receiver.Suki.StatusAsync(Sender.Session("s_1"))).ShouldBe(200);
        _budget.Taken.ShouldBe(0);
    }

    [Fact]
    public async Task Whatever_becomes_of_a_request_its_room_is_given_back()
    {
        await using var receiver = await RunningReceiver.StartAsync(one => one.Services.AddSingleton(_budget));

        foreach (var body in new[] { Sender.Session("s_1"), "{", "[1]" })
        {
            _ = await receiver.Suki.StatusAsync(body);
            _ = await receiver.Suki.With("another-secret-than-theirs").StatusAsync(body);
        }

        _budget.Taken.ShouldBe(0);
    }
}
