using System.Text;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Tests.Profiles;

namespace Posthorn.Protocol.Tests.Notifications;

public sealed class TolerantReadingTests
{
    private static readonly DateTimeOffset Expected = new(2024, 1, 24, 19, 10, 56, 789, TimeSpan.Zero);

    [Theory]
    [InlineData("1706123456789")]
    [InlineData("1706123456789.5")]
    [InlineData("1.706123456789e12")]
    [InlineData("\"1706123456789\"")]
    [InlineData("\"2024-01-24T19:10:56.789Z\"")]
    [InlineData("\"2024-01-24T21:10:56.789+02:00\"")]
    [InlineData("\"2024-01-24T19:10:56.789\"")]
    [InlineData("\"2024-01-24 19:10:56.789Z\"")]
    [InlineData("\"2024-01-24T19:10:56.789000000Z\"")]
    public void A_time_is_read_in_either_of_the_vendors_kinds(string time) => TimeOf(time).ShouldBe(Expected);

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("\"\"")]
    [InlineData("\"soon\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"12\\u002f31\"")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("253402300800000")]
    [InlineData("\"0000-00-00T00:00:00Z\"")]
    [InlineData("\"2024-02-30T00:00:00Z\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    public void What_is_no_time_is_none(string time) => TimeOf(time).ShouldBeNull();

    [Fact]
    public void The_standard_envelope_is_read()
    {
        var notification = Profile.Standard.Read<StandardNotification>(
            """{"type":"session.completed","timestamp":"2024-01-24T19:10:56.789Z","data":{"session_id":"s-1"}}""");

        notification.Type.ShouldBe("session.completed");
        notification.EventType.ShouldBe("session.completed");
        notification.Timestamp.ShouldBe(Expected);
        notification.Data!.Value.GetProperty("session_id").GetString().ShouldBe("s-1");
        Encoding.UTF8.GetString(notification.ToDataJson()).ShouldBe("""{"session_id":"s-1"}""");
        notification.DedupeKey.ShouldStartWith("sha256:");
        Profile.Standard.Read<UnknownNotification>("""{"test": 2432232314}""").Type.ShouldBeNull();
    }

    [Fact]
    public void B_S12_bytes_that_are_no_json_or_no_utf_8_are_a_problem_and_no_exception()
    {
        foreach (var profile in Profile.All)
        {
            profile.Refuse([]).Code.ShouldBe("invalid_json");
            profile.Refuse("{"u8.ToArray()).Code.ShouldBe("invalid_json");
            profile.Refuse([.. "{\"status\":\""u8, 0xFF, 0xFE, .. "\"}"u8]).Code.ShouldBe("invalid_unicode");
            profile.Refuse("{\"status\":\"\\ud800\"}"u8.ToArray()).Code.ShouldBe("invalid_unicode");
            profile.Refuse([.. Enumerable.Repeat((byte)'[', 100_000)]).Code.ShouldBe("too_deep");
        }
    }

    [Fact]
    public void A_member_that_a_vendor_names_twice_counts_the_last_time() =>
        Profile.Suki.Read<SessionFailed>("""{"status":"success","status":"failure"}""").Status.ShouldBe("failure");

    [Fact]
    public void No_mutated_body_makes_reading_throw()
    {
        var random = new Random(11);
        var bodies = Samples.Data
            .Select(sample => Encoding.UTF8.GetBytes(Samples.ProfileOf(sample.Key).Render(sample.Key, sample.Value)))
            .ToList();
        var read = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var body = bodies[random.Next(bodies.Count)].ToArray();
            for (var mutations = random.Next(1, 6); mutations > 0; mutations--)
            {
                var spice = "{}[]\",:0123456789truefalsnu\\-.eE "u8;
                body[random.Next(body.Length)] = random.Next(20) == 0 ? (byte)random.Next(256) : spice[random.Next(spice.Length)];
            }

            foreach (var profile in Profile.All)
            {
                if (Notification.TryRead(profile, body, out var notification, out _))
                {
                    read++;
                    _ = $"{notification} {notification.DedupeKey} {notification.EventType} {notification.Subject}";
                    _ = notification.ToDataJson();
                }
            }
        }

        read.ShouldBeGreaterThan(1_000);
    }

    private static DateTimeOffset? TimeOf(string time) =>
        Profile.Sully.Read<NoteGenerationFailed>("""{"type":"note_generation.failed","data":{"timestamp":{"start":""" + time + "}}}")
            .StartedAt;
}
