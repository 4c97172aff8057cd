using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Endpoints;

/// <summary>What is stored, made ready at the start.</summary>
internal sealed partial class EndpointRegistry
{
    /// <summary>Takes over what is stored. Once, after the partners and before anything else.</summary>
    /// <returns>Those that cannot be opened. They are disabled, here and not in the store: a start with the right key has them back.</returns>
    public IReadOnlyList<EndpointId> Load(ConfigurationRows rows)
    {
        var unreadable = new List<EndpointId>();
        var secrets = rows.Secrets.ToLookup(static one => one.EndpointKey);
        foreach (var row in rows.Endpoints)
        {
            var endpoint = _directory.FindPartner(row.PartnerKey) is { } partner ? _rows.Open(row, partner, secrets[row.Key]) : null;
            _sealedHeaders[row.Key] = row.SealedHeaders;
            _versions[row.Key] = secrets[row.Key].Max(static one => (int?)one.Version) ?? 0;
            if (endpoint is not null)
            {
                _directory.Put(endpoint);
            }

            if (endpoint is null || IsUnreadable(endpoint))
            {
                unreadable.Add(row.Id);
                Log.Unreadable(_logger, row.Id, endpoint?.DisabledReason ?? "unknown_profile");
            }
        }

        return unreadable;
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.EndpointUnreadable, LogLevel.Error, "{EndpointId} cannot be opened from the store ({Reason}) and is disabled; all others go on")]
        public static partial void Unreadable(ILogger logger, EndpointId endpointId, string reason);
    }
}
