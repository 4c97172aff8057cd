using Posthorn.Relay.Forwarding;
using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Listening;

/// <summary>Is told what a listener does, in order, by one caller at a time.</summary>
internal interface IListenWatch
{
    /// <param name="behind">How many there are to catch up with.</param>
    void Connected(long behind);

    /// <summary>The connection is gone, or could not be made; it is tried again. Told once until it is back.</summary>
    /// <param name="reason">A stable code.</param>
    void Disconnected(string reason);

    /// <summary>The target did not answer; it is tried again, and what came later waits.</summary>
    void Postponed(Arrival arrival, ForwardResult result, TimeSpan wait);

    /// <summary>Forwarded and written down; or given up, where nothing is tried again.</summary>
    void Forwarded(Arrival arrival, ForwardResult result);

    /// <summary>The relay does not have them any more.</summary>
    void Gone(long count, string reason);

    /// <summary>The relay's store is another one than before: what was forwarded of the former one says nothing about this one.</summary>
    void OtherStore();
}
