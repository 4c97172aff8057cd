using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Storage;

namespace Posthorn.Receiver.Expecting;

/// <summary>Whether a notification tells again what is in the log already: the push of what was pulled, or what was pulled while its push arrived. Pure.</summary>
internal static class Confirmation
{
    /// <summary>The first of the receipts that this one tells again; null when it is news.</summary>
    /// <param name="own">The receipt.</param>
    /// <param name="all">All of the same resource, it among them.</param>
    /// <param name="timed">Whether the vendor says when it happened: then another time is other news. Where it does not, the first push after a pull is taken for it.</param>
    public static ReceiptView? Of(ReceiptView own, IReadOnlyList<ReceiptView> all, bool timed)
    {
        ReceiptView? first = null;
        for (var next = Before(own, all, timed); next is not null; next = Before(next, all, timed))
        {
            first = next;
        }

        return first;
    }

    private static ReceiptView? Before(ReceiptView own, IReadOnlyList<ReceiptView> all, bool timed)
    {
        // A push after a push is a regeneration; anything else beside its last predecessor has the same origin.
        var last = all.Where(other => other.Sequence < own.Sequence).MaxBy(static other => other.Sequence);
        return last is not null
            && (own.Evidence == ReceiptEvidence.Pulled || last.Evidence == ReceiptEvidence.Pulled)
            && (!timed || last.OccurredAt == own.OccurredAt)
                ? last
                : null;
    }
}
