using System.Text;
using Posthorn.Protocol.Json;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Tests.Notifications;

internal static class Reading
{
    internal static T Read<T>(this Profile profile, string body)
        where T : Notification
    {
        Notification.TryRead(profile, Encoding.UTF8.GetBytes(body), out var notification, out var problem).ShouldBeTrue(problem.ToString());
        return notification.ShouldBeOfType<T>();
    }

    internal static JsonProblem Refuse(this Profile profile, byte[] body)
    {
        Notification.TryRead(profile, body, out var notification, out var problem).ShouldBeFalse();
        notification.ShouldBeNull();
        return problem;
    }
}
