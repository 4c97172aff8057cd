using System.Buffers;
using System.Text;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Tests.Profiles;

internal static class Rendering
{
    internal static string Render(this Profile profile, string eventType, string data)
    {
        profile.TryRender(eventType, data, out var body, out var problem).ShouldBeTrue(problem.ToString());
        return body;
    }

    internal static RenderProblem Refuse(this Profile profile, string eventType, string data)
    {
        profile.TryRender(eventType, data, out var body, out var problem).ShouldBeFalse();
        body.ShouldBeEmpty();
        problem.Message.ShouldEndWith(".");
        return problem;
    }

    private static bool TryRender(this Profile profile, string eventType, string data, out string body, out RenderProblem problem)
    {
        var output = new ArrayBufferWriter<byte>();
        var done = profile.TryRender(eventType, Samples.OccurredAt, Encoding.UTF8.GetBytes(data), output, out problem);
        body = Encoding.UTF8.GetString(output.WrittenSpan);
        return done;
    }
}
