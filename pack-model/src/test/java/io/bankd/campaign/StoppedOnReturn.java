package io.bankd.campaign;

/**
 * Our limits until the first pack has closed its MOSFETs, and from then on nothing either way,
 * before any poll could tell of it: the most that limits can do against what it draws.
 */
final class StoppedOnReturn implements Rule {
  private final Ours ours;
  private boolean back;

  StoppedOnReturn(Course course) {
    ours = new Ours(course.packs(), course.learntLag());
  }

  @Override
  public void heard(Bank bank, int pack, boolean status, long millis) {
    ours.heard(bank, pack, status, millis);
  }

  @Override
  public void step(Bank bank, long millis) {
    back |= !bank.open[0];
    ours.step(bank, millis);
  }

  @Override
  public double ccl() {
    return back ? 0 : ours.ccl();
  }

  @Override
  public double dcl() {
    return back ? 0 : ours.dcl();
  }

  @Override
  public double cvl() {
    return ours.cvl();
  }
}
