using System.Buffers;
using System.Text;
using System.Text.Json;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Rehearsal;

public sealed class SampleEventsTests
{
    public static TheoryData<string> Profiles => [.. Profile.All.Select(static profile => profile.Name)];

    [Fact]
    public void Every_type_that_is_documented_has_a_sample()
    {
        TypesOf(Profile.Suki).ShouldBe(EventTypes.OfSessions);
        TypesOf(Profile.Sully).ShouldBe(EventTypes.OfSully);
        TypesOf(Profile.Standard).ShouldBe([.. EventTypes.OfSessions, .. EventTypes.OfSully]);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_sample_is_read_as_what_it_says_and_sent_again_by_the_server_as_the_same_document(string name)
    {
        var profile = ProfileOf(name);
        foreach (var sample in SampleEvents.Of(profile))
        {
            Notification.TryRead(profile, sample.Body, out var notification, out _).ShouldBeTrue();
            var sent = new ArrayBufferWriter<byte>();
            var moment = (notification as StandardNotification)?.Timestamp ?? default;
            profile.TryRender(sample.Type, moment, notification!.ToDataJson(), sent, out _).ShouldBeTrue(sample.ToString());

            notification.EventType.ShouldBe(sample.Type);
            (notification.Subject ?? sample.Subject).ShouldBe(sample.Subject);
            JsonElement.DeepEquals(JsonElement.Parse(sent.WrittenSpan), JsonElement.Parse(sample.Body.Span)).ShouldBeTrue(sample.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_number_names_the_same_bytes_always_and_no_other_number_does(string name)
    {
        var profile = ProfileOf(name);

        Texts(profile, 1).ShouldBe(Texts(profile, 1));
        Texts(profile, 1).Intersect(Texts(profile, 2)).ShouldBeEmpty();
        SampleEvents.Of(profile).Select(static sample => sample.Id).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Nobody_takes_a_sample_for_a_patient(string name) => Texts(ProfileOf(name), 7).ShouldAllBe(static text => text.Contains("\"test-"));

    [Fact]
    public void A_type_that_a_profile_does_not_have_is_said_so() =>
        Should.Throw<ArgumentException>(static () => SampleEvents.Of(Profile.Suki, EventTypes.CodingFailed)).Message.ShouldContain("suki");

    private static IEnumerable<string> TypesOf(Profile profile) => SampleEvents.Of(profile).Select(static sample => sample.Type);

    private static IReadOnlyList<string> Texts(Profile profile, int number) =>
        [.. SampleEvents.Of(profile, number).Select(static sample => Encoding.UTF8.GetString(sample.Body.Span))];

    private static Profile ProfileOf(string name) =>
        Profile.TryGet(name, out var profile) ? profile : throw new ArgumentException("There is no such profile.", nameof(name));
}
