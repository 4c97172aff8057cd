using Posthorn.Delivery.Scheduling;
using Posthorn.Hosting;
using Posthorn.Receiver.Handling;

namespace Posthorn.Receiver.Running;

/// <summary>Finds everything that is wrong with the options at once, so that nobody has to start five times to mend five mistakes.</summary>
internal static class ReceiverCheck
{
    private static readonly TimeSpan ShortestRetention = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestRetention = TimeSpan.FromDays(3653);
    private static readonly TimeSpan LongestGrace = TimeSpan.FromMinutes(10);

    public static void Check(ReceiverOptions options, HandlerCatalog handlers, bool anySource, ICollection<string> mistakes)
    {
        void Require(bool fine, string mistake)
        {
            if (!fine)
            {
                mistakes.Add(mistake);
            }
        }

        var kind = StorageKind.Of(options.Storage);
        Require(
            kind is StorageKind.Sqlite or StorageKind.Postgres && StorageKind.PathOf(options.Storage).Length > 0,
            "Storage: give sqlite: and the path of a file, or postgres: and a connection string.");
        Require(
            kind != StorageKind.Postgres || !string.IsNullOrEmpty(options.MasterKey),
            "MasterKey: on PostgreSQL every process needs the same key, base64 of 32 random bytes. Make one with: openssl rand -base64 32");
        Require(
            options.NodeName is null || (options.NodeName.Length is > 0 and <= 64 && !options.NodeName.AsSpan().ContainsAnyExceptInRange('!', '~')),
            "NodeName: give 1 to 64 visible ASCII characters, another name to each process.");
        Require(options.Retention >= ShortestRetention && options.Retention <= LongestRetention, "Retention: give a time from 1 hour to 10 years.");
        Require(options.DrainGrace >= TimeSpan.Zero && options.DrainGrace <= LongestGrace, "DrainGrace: give a time from 0 to 10 minutes.");
        Require(RetrySchedule.TryParse(options.Schedule, out _, out var problem), "Schedule: " + problem);
        Require(anySource, "No source is added and no route is mapped, so nothing can be received.");

        foreach (var handler in handlers.All)
        {
            handler.Check(mistakes);
        }

        foreach (var twice in handlers.All.GroupBy(static one => one.Name, StringComparer.Ordinal).Where(static group => group.Count() > 1))
        {
            mistakes.Add($"Handler '{twice.Key}': there are {twice.Count()} of that name. Give each a Name of its own.");
        }
    }
}
