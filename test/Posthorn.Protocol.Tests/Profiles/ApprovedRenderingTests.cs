using Posthorn.Protocol.Json;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Tests.Profiles;

public sealed class ApprovedRenderingTests
{
    public static TheoryData<string, string> Renderings
    {
        get
        {
            var renderings = new TheoryData<string, string>();
            foreach (var type in Samples.Data.Keys)
            {
                renderings.Add(Samples.ProfileOf(type).Name, type);
                renderings.Add("standard", type);
            }

            return renderings;
        }
    }

    [Theory]
    [MemberData(nameof(Renderings))]
    public void SU_S4_and_SY_S3_the_body_of_every_event_is_the_approved_one(string profileName, string eventType)
    {
        Profile.TryGet(profileName, out var profile).ShouldBeTrue();

        var body = profile.Render(eventType, Samples.Data[eventType]);

        StrictJson.Check(System.Text.Encoding.UTF8.GetBytes(body), 64, out _).ShouldBeTrue();
        profile.Render(eventType, Samples.Data[eventType]).ShouldBe(body);
        body.ShouldMatchApproved(config => config.SubFolder("Approved").WithFilenameGenerator(
            (_, _, fileType, extension) => $"{profileName}.{eventType}.{fileType}.{extension}"));
    }
}
