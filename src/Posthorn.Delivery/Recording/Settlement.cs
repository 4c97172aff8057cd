using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Delivery.Recording;

/// <summary>Everything that one commit writes when a claimed delivery is given back.</summary>
/// <param name="Attempt">Null when it ends without having been sent.</param>
/// <param name="Announcement">An operator event that must not be lost if the step is not.</param>
internal sealed record Settlement(
    DueDelivery Delivery, AttemptRecord? Attempt, NextStep Next, DateTimeOffset At, EventToStore? Announcement = null);
