namespace Posthorn.Delivery.Ids;

/// <summary>The kinds of id there are, and their prefixes.</summary>
internal static class IdKinds
{
    internal sealed class Event : IIdKind
    {
        public static string Prefix => "evt";
    }

    internal sealed class Delivery : IIdKind
    {
        public static string Prefix => "dlv";
    }

    internal sealed class Attempt : IIdKind
    {
        public static string Prefix => "att";
    }

    internal sealed class Endpoint : IIdKind
    {
        public static string Prefix => "ep";
    }

    internal sealed class ReplayJob : IIdKind
    {
        public static string Prefix => "rpl";
    }

    internal sealed class ApiKey : IIdKind
    {
        public static string Prefix => "key";
    }

    /// <summary>What a relay has taken.</summary>
    internal sealed class Arrival : IIdKind
    {
        public static string Prefix => "arr";
    }
}
