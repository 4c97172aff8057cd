using System.Text;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Profiles;

public sealed class ProfileTests
{
    [Fact]
    public void Profiles_are_found_by_name_and_carry_what_the_vendor_promises()
    {
        Profile.All.Select(profile => profile.Name).ShouldBe(["suki", "sully", "standard"]);
        Profile.All.ShouldAllBe(profile => profile.DefaultTimeout == TimeSpan.FromSeconds(30));
        Profile.Suki.DefaultSchedule.ShouldBe("once", "SU-S5: one attempt");
        Profile.Sully.DefaultSchedule.ShouldBe("sully");
        Profile.Standard.DefaultSchedule.ShouldBe("persistent");
        Profile.Suki.Scheme.ShouldBeSameAs(SigningScheme.Suki);
        Profile.TryGet("sully", out var found).ShouldBeTrue();
        found.ShouldBeSameAs(Profile.Sully);
        Profile.TryGet("stripe", out _).ShouldBeFalse("a scheme is not a profile");
        Profile.Suki.ToString().ShouldBe("suki");
    }

    [Fact]
    public void A_profile_can_express_the_types_that_it_names()
    {
        Profile.Suki.EventTypes.ShouldBe(["session.completed", "session.failed", "session.timed_out", "session.cancelled"]);
        Profile.Sully.EventTypes.Count.ShouldBe(6);
        Profile.Suki.EventTypes.ShouldAllBe(type => Profile.Suki.CanExpress(type) && !Profile.Sully.CanExpress(type));
        Profile.Sully.EventTypes.ShouldAllBe(type => Profile.Sully.CanExpress(type) && !Profile.Suki.CanExpress(type));
        Profile.Standard.EventTypes.ShouldBeEmpty();
        Profile.Standard.CanExpress("anything.at_all").ShouldBeTrue();
        Profile.Standard.CanExpress("../x").ShouldBeFalse();
    }

    [Theory]
    [InlineData("2026-01-02T05:04:05+02:00", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05.1000000Z", "2026-01-02T03:04:05.1Z")]
    [InlineData("2026-01-02T03:04:05.1234567Z", "2026-01-02T03:04:05.1234567Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    public void The_standard_body_says_when_it_happened_in_utc(string occurredAt, string timestamp)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var time = DateTimeOffset.Parse(occurredAt, System.Globalization.CultureInfo.InvariantCulture);

        Profile.Standard.TryRender("a.b", time, "[1, 2]"u8, output, out _).ShouldBeTrue();

        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe($$"""{"type":"a.b","timestamp":"{{timestamp}}","data":[1, 2]}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("\uFEFF{}")]
    public void The_standard_body_refuses_data_that_is_no_json(string data) =>
        Profile.Standard.Refuse("a.b", data).Pointer.ShouldBe("/data");

    [Fact]
    public void The_longest_event_type_fits() =>
        Profile.Standard.Render(new string('a', EventType.MaxLength), "{}").ShouldContain("\"timestamp\":\"2026-01-02T03:04:05.678Z\"");
}
