using System.Collections.Frozen;

namespace Posthorn.Gateway.Configuration;

/// <summary>What operators may call: looking, replaying, pausing. What is configured by the file is changed in the file.</summary>
internal static class AdminCalls
{
    public const string WhyNotOthers = "A gateway has its sources and destinations from its configuration file. Change them there, and start it again.";

    public static FrozenSet<string> All { get; } = FrozenSet.ToFrozenSet(
        [
            "readLiveness", "readReadiness", "readMetrics", "listPartners", "getPartner", "listEndpoints", "getEndpoint", "enableEndpoint", "disableEndpoint",
            "readFeed", "getEvent", "listDeliveries", "getDelivery", "replayDelivery", "replayEndpoint", "getReplay", "cancelReplay",
        ],
        StringComparer.Ordinal);
}
